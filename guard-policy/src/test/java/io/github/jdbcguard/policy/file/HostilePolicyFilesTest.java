package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that somebody wrote to do harm. One small process reads them all, one after the other; of
 * each it has to say what is wrong, and to live on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS) // pipes and devices have no names there
class HostilePolicyFilesTest {
  private static final int ROOM = FileText.MAX_BYTES - 500;
  private static final String ENVIRONMENT = "guard: 1\nenvironments:\n  e:\n    ";
  private static final String OPEN = ENVIRONMENT + "level: open\n    ";
  private static final String FINE = OPEN + "match: [ { host: x } ]\n";
  private static final String TOO_LARGE =
      "p:1:1: larger than 1024 KiB, which no policy is; is this the right file?";
  private static final String LONG_LIST = "a list of more than 10000 entries, which";
  private static final String TOO_MANY =
      " more than 200000 values, which no policy holds; is this the right file?";
  private static final String NO_FILE = "p:1:1: is no ordinary file; name one that is";
  private static final String LOOP =
      "p:1:1: is a symbolic link that leads back to itself; correct the link";

  private final Map<String, String> outcomes = new HashMap<>();

  /** Name, what is said first, what is in it. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("fine", "read", FINE),
        arguments("bomb", "p:1:1: unknown key 'a'; allowed are guard, include", bomb()),
        arguments("many aliases", "p:1:5: alias '*a': write the value out", list("*a , ")),
        arguments("many anchors", "p:1:5: anchor '&a': anchors are not", list("&a a, ")),
        arguments("many tags", "p:1:5: tag '!x': tags are not allowed", list("!x a, ")),
        arguments("open lists", "p:1:24: nested more than 20 deep", "g: " + "[".repeat(ROOM)),
        arguments("open maps", "p:1:24: nested more than 20 deep", "g: " + "{".repeat(ROOM)),
        arguments("questions", "p:1:43: nested more than 20 deep", fill("? ")),
        arguments("dashes", "p:1:43: nested more than 20 deep", fill("- ")),
        arguments("stairs", "p:21:21: nested more than 20 deep", stairs()),
        arguments("many values", "p:1:4: " + LONG_LIST, list("a,")),
        arguments("many empty lists", "p:1:4: " + LONG_LIST, list("[],")),
        arguments("many empty maps", "p:1:4: " + LONG_LIST, list("{},")),
        arguments("many dashes", "p:2:1: " + LONG_LIST, "x:\n" + fill("-\n")),
        arguments("many values in maps", "p:1:788886:" + TOO_MANY, "x: {" + manyKeys() + "}"),
        arguments(
            "wrong blocks of addresses in a shorter list",
            "p:5:23: bad CIDR: 'aaaaaaa' is not an IP address",
            OPEN + "match: [ { cidr: [" + "aaaaaaa,".repeat(9_000) + "] } ]"),
        arguments("long line", "p:1:1: unknown key 'x'", "x: " + "a".repeat(ROOM)),
        arguments(
            "long key",
            "p:1:1048077: not valid YAML: mapping values are not allowed here",
            "a".repeat(ROOM) + ": 1"),
        arguments("explicit long key", "p:1:1: a policy needs", "? " + "a".repeat(ROOM) + "\n: 1"),
        arguments("unknown keys", "p:2:1: unknown key 'enviroment", "guard: 1\n" + unknownKeys()),
        arguments(
            "doubled keys", "p:3:1: doubled key 'aaaaaaaa'", "guard: 1\n" + fill("aaaaaaaa: b\n")),
        arguments(
            "wrong items", "p:3:1: " + LONG_LIST, "guard: 1\napprovers:\n" + fill("- aaaaaaa\n")),
        arguments(
            "wrong blocks of addresses",
            "p:5:22: " + LONG_LIST,
            OPEN + "match: [ { cidr: [" + fill("aaaaaaa,") + "] } ]"),
        arguments(
            "wrong time zones",
            "p:7:5: " + LONG_LIST,
            FINE + "    windows:\n" + fill("    - { from: \"09:00\", to: \"10:00\", zone: X }\n")),
        arguments(
            "broken expressions",
            "p:6:5: " + LONG_LIST,
            OPEN + "match:\n" + fill("    - { host: \"regex:(\" }\n")),
        arguments(
            "long expression",
            "p:5:22: '((((((",
            OPEN + "match: [ { host: \"regex:" + "(".repeat(ROOM) + "\" } ]"),
        arguments("slow expression", "read", OPEN + host("regex:(a+)+$")),
        arguments("slower expression", "read", OPEN + host("regex:(x?)(a|aa)+\\\\1$")),
        arguments(
            "slower expression of a protected environment",
            "read; may be e",
            ENVIRONMENT + "level: protected\n    " + host("regex:(x?)(a|aa)+\\\\1$")),
        arguments("zero", "p:2:1: not a text file: it holds the character U+0000", "guard: 1\n\0"),
        arguments("escaped zero", "p:4:12: '\\u0000' is no name", level("\\0")),
        arguments("half a character", "p:4:12: '\\uD800' is no name", level("\\ud800")),
        arguments("no character", "p:1:1: not readable as YAML: For input", level("\\UFFFFFFFF")),
        arguments("colour", "p:4:12: 'a\\u001B[31mb\\u000Ac' is no name", level("a\\e[31mb\\nc")),
        arguments(
            "version",
            "p:1:1: a YAML version that is not known; leave out",
            "%YAML 3.0\n---\n" + FINE),
        arguments("long comment", "read", FINE + "#" + "x".repeat(ROOM - FINE.length())),
        arguments("many comments", "read", FINE + fill("#\n").substring(FINE.length())),
        arguments("many lines", "read", FINE + "\n".repeat(ROOM - FINE.length())),
        arguments("many documents", "p:6:1: a second document;", FINE + fill("---\n")),
        arguments("long number", "p:1:8: 'guard' is the format", "guard: " + "9".repeat(ROOM)),
        arguments("long hexadecimal", "p:1:8: 'guard' is the", "guard: 0x" + "f".repeat(ROOM)),
        arguments("unclosed", "p:524039:1: not valid YAML:", "guard: \"" + fill("a\n")));
  }

  /** Name and what is said first; {@link #writeOthers} makes them. */
  static Stream<Arguments> others() {
    return Stream.of(
        arguments("sparse", TOO_LARGE),
        arguments("100 MB of text", TOO_LARGE),
        arguments("/dev/zero", NO_FILE),
        arguments("pipe", NO_FILE),
        arguments("link to a pipe", NO_FILE),
        arguments("link to itself", LOOP),
        arguments("link to and fro", LOOP),
        arguments("chain of links", LOOP),
        arguments(
            "link to nowhere", "p:1:1: is a symbolic link that leads nowhere; correct the link"),
        arguments("UTF-16", "p:1:1: not a text file in UTF-8; is this the right file?"),
        arguments(
            "UTF-16 without mark",
            "p:1:2: not a text file: it holds the character U+0000; is this"),
        arguments(
            "half a character as it is",
            "p:1:1: not a text file in UTF-8; is this the right file?"));
  }

  @BeforeAll
  void readAll(@TempDir Path folder) throws Exception {
    List<String> names = new ArrayList<>();
    for (Arguments text : texts().toList()) {
      names.add((String) text.get()[0]);
      Files.writeString(folder.resolve((String) text.get()[0]), (String) text.get()[2]);
    }
    writeOthers(folder);
    others().forEach(other -> names.add((String) other.get()[0]));
    File out = folder.resolve("outcomes").toFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Reading.class.getName(), folder.toString()));
    command.addAll(names);
    Process reading = new ProcessBuilder(command).redirectOutput(out).start();
    boolean ended = reading.waitFor(3, TimeUnit.MINUTES);
    reading.destroyForcibly();
    for (String line : Files.readAllLines(out.toPath())) {
      outcomes.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
    }
    assertThat(ended).as("ended; it got through %s", outcomes.keySet()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void saysWhatIsWrongWithAText(String name, String first) {
    assertThat(outcomes.get(name)).startsWith(first);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void saysWhatIsWrongWithAFile(String name, String first) {
    assertThat(outcomes.get(name)).startsWith(first);
  }

  private static void writeOthers(Path folder) throws IOException, InterruptedException {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    try (Writer text = Files.newBufferedWriter(folder.resolve("100 MB of text"))) {
      for (int i = 0; i < 20 << 20; i++) {
        text.write("a: 1\n");
      }
    }
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    link(folder, "link to a pipe", "pipe");
    link(folder, "link to itself", "link to itself");
    link(folder, "link to and fro", "link fro and to");
    link(folder, "link fro and to", "link to and fro");
    link(folder, "chain of links", "link 0");
    for (int i = 0; i < 60; i++) {
      link(folder, "link " + i, i < 59 ? "link " + (i + 1) : "fine");
    }
    link(folder, "link to nowhere", "nowhere");
    write(folder, "UTF-16", "\uFEFF" + FINE, StandardCharsets.UTF_16BE);
    write(folder, "UTF-16 without mark", FINE, StandardCharsets.UTF_16LE);
    write(
        folder,
        "half a character as it is",
        FINE + "#\u00ed\u00a0\u0080",
        StandardCharsets.ISO_8859_1);
  }

  private static void link(Path folder, String name, String to) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(to));
  }

  private static void write(Path folder, String name, String text, Charset charset)
      throws IOException {
    Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static String fill(String piece) {
    return piece.repeat(ROOM / piece.length());
  }

  private static String list(String piece) {
    return "x: [" + fill(piece) + "]";
  }

  private static String each(int count, IntFunction<String> piece) {
    return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining());
  }

  private static String bomb() {
    return "a: &a [x, x]\n"
        + each(24, i -> "%1$c: &%1$c [*%2$c, *%2$c]\n".formatted('b' + i, 'a' + i));
  }

  private static String manyKeys() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 110_000; i++) {
      keys.append('k').append(i).append(":,");
    }
    return keys.toString();
  }

  private static String stairs() {
    return each(1_400, i -> " ".repeat(i) + "a:\n");
  }

  private static String unknownKeys() {
    return each(ROOM / 25, i -> "enviroment_____%06d:  \n".formatted(i));
  }

  private static String host(String pattern) {
    return "match: [ { host: \"" + pattern + "\" } ]\n";
  }

  private static String level(String escaped) {
    return ENVIRONMENT + "level: \"" + escaped + "\"\n    match: [ { host: x } ]\n";
  }

  /** What the small process does: {@code Reading FOLDER NAME…}. */
  static final class Reading {
    @SuppressWarnings("SystemOut") // its output is the outcomes
    public static void main(String[] arguments) {
      for (int i = 1; i < arguments.length; i++) {
        System.out.println(
            arguments[i] + "\t" + outcome(Path.of(arguments[0]).resolve(arguments[i])));
      }
    }

    private static String outcome(Path file) {
      try {
        Layer layer = PolicyFiles.read(Layer.Kind.TEAM, "p", file);
        Set<String> names = new TreeSet<>(names(new Policy(List.of(layer))));
        names.remove("undeclared");
        return "read" + (names.isEmpty() ? "" : "; may be " + String.join(", ", names));
      } catch (InvalidPolicyException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      }
    }

    private static Set<String> names(Policy policy) {
      Endpoint endpoint = new Endpoint("a".repeat(250) + "-", 5432, "shop");
      Target target = Target.resolved(Engine.POSTGRESQL, List.of(endpoint), List.of());
      return policy
          .assign(ConnectionRequest.of(target), HostAddresses.NONE, n -> Set.of(Origin.CI))
          .names();
    }
  }
}
