package io.github.jdbcguard.cli.keys;

import io.github.jdbcguard.policy.PublicKeys;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;

/** Signs with a key that the agent of SSH holds, which may be an encrypted one. */
final class SshAgent implements SigningKey {
  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int MAX_ANSWER = 1 << 18;

  private final String socket;
  private final byte[] key;

  private SshAgent(String socket, byte[] key) {
    this.socket = socket;
    this.key = key;
  }

  /** The agent of this process, if it holds the key. */
  static SshAgent holding(PublicKey owner) throws UnusableKeyException {
    String socket = System.getenv().getOrDefault("SSH_AUTH_SOCK", "");
    if (socket.isEmpty()) {
      throw new UnusableKeyException(
          "there is no ssh-agent: SSH_AUTH_SOCK is not set; 'eval $(ssh-agent)', then 'ssh-add'");
    }
    byte[] kind = PublicKeys.SSH_ED25519.getBytes(StandardCharsets.US_ASCII);
    SshAgent agent = new SshAgent(socket, SshBytes.of(kind, PublicKeys.bytes(owner)));
    if (!agent.holdsKey()) {
      throw new UnusableKeyException(
          "the ssh-agent does not hold the key that the policy has for the approver; 'ssh-add' it");
    }
    return agent;
  }

  private boolean holdsKey() throws UnusableKeyException {
    ByteBuffer answer = asked(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
    try {
      boolean found = false;
      for (int left = answer.getInt(); left > 0; left--) {
        found |= Arrays.equals(SshBytes.part(answer), key);
        SshBytes.part(answer); // the comment
      }
      return found;
    } catch (BufferUnderflowException e) {
      throw notUnderstood(e);
    }
  }

  @Override
  public byte[] sign(byte[] data) throws UnusableKeyException {
    byte[] parts = SshBytes.of(key, data);
    ByteBuffer question = ByteBuffer.allocate(1 + parts.length + Integer.BYTES);
    question.put(SIGN_REQUEST).put(parts).putInt(0); // no flags
    try {
      ByteBuffer signature = ByteBuffer.wrap(SshBytes.part(asked(question.array(), SIGN_RESPONSE)));
      SshBytes.part(signature); // the kind, which is that of the key
      return SshBytes.part(signature);
    } catch (BufferUnderflowException e) {
      throw notUnderstood(e);
    }
  }

  private static UnusableKeyException notUnderstood(BufferUnderflowException e) {
    return new UnusableKeyException("the answer of the ssh-agent is not understood", e);
  }

  /** The answer behind its kind. Waits for as long as the agent asks somebody. */
  private ByteBuffer asked(byte[] question, byte wanted) throws UnusableKeyException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer out = ByteBuffer.wrap(SshBytes.of(question));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      int length = read(channel, Integer.BYTES).getInt();
      if (length < 1 || length > MAX_ANSWER) {
        throw new IOException("an answer of %d bytes".formatted(length));
      }
      ByteBuffer answer = read(channel, length);
      if (answer.get() != wanted) {
        throw new UnusableKeyException(
            "the ssh-agent refuses; was it asked to confirm, or locked?");
      }
      return answer;
    } catch (IOException e) {
      throw new UnusableKeyException("the ssh-agent cannot be asked: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("it ended too early");
      }
    }
    return bytes.flip();
  }
}
