package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One member of Connector/J's host list; what it leaves out comes from the parameters. */
record MysqlHost(Parameters parts) {

  private static final int LONGEST_ELEMENT = 1_000;
  private static final Pattern LIST = Pattern.compile("\\[(.*)]");
  private static final Pattern USER = Pattern.compile("[^@()\\[\\],]*@");
  private static final Pattern ADDRESS = Pattern.compile("(?i)address=(\\([^()]*\\) *)+");
  private static final Pattern PAIRS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:. ]*]");
  private static final Pattern BRACKETED_ADDRESS = Pattern.compile("\\[[0-9a-fA-F:.]+] *(:.*)?");
  private static final Set<String> UNDERSTOOD =
      Set.of("host", "port", "dbname", "user", "password", "type", "priority", "protocol");

  static List<MysqlHost> list(String authority) {
    String users = USER.matcher(authority).lookingAt() ? after('@', authority) : authority;
    String text = users.trim();
    boolean bracketed = LIST.matcher(text).matches() && !IPV6.matcher(text).matches();
    if (bracketed && text.indexOf('@') >= 0) {
      throw new NotUnderstoodException("a user inside the brackets of a list of hosts");
    }
    List<MysqlHost> hosts = new ArrayList<>();
    String elements = bracketed ? text.substring(1, text.length() - 1) : authority;
    for (String element : split(elements)) {
      hosts.add(of(element.trim()));
    }
    return hosts;
  }

  /** At the commas outside of brackets. */
  private static List<String> split(String text) {
    List<String> elements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        elements.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (depth != 0) {
      throw new NotUnderstoodException("unbalanced brackets in the list of hosts");
    }
    elements.add(text.substring(start));
    return elements;
  }

  private static MysqlHost of(String element) {
    if (element.length() > LONGEST_ELEMENT) {
      throw new NotUnderstoodException("a host of %d characters".formatted(element.length()));
    }
    boolean hasUser = USER.matcher(element).lookingAt();
    if (!hasUser && element.indexOf('@') >= 0) {
      throw new NotUnderstoodException("an at sign inside brackets: it would end the user");
    }
    String host = hasUser ? after('@', element).trim() : element;
    if (ADDRESS.matcher(host).matches()) {
      String groups = host.substring(host.indexOf('(') + 1, host.lastIndexOf(')'));
      return ofPairs(groups.split("\\) *\\(", 0));
    }
    if (PAIRS.matcher(host).matches()) {
      return ofPairs(host.substring(1, host.length() - 1).split(",", 0));
    }
    return ofHostAndPort(host);
  }

  private static MysqlHost ofPairs(String[] tokens) {
    List<Parameters.Parameter> parts = new ArrayList<>();
    for (String token : tokens) {
      if (!token.trim().isEmpty()) {
        parts.add(understood(MysqlSections.parameter(token)));
      }
    }
    return new MysqlHost(new Parameters(parts).inOneSpelling());
  }

  private static Parameters.Parameter understood(Parameters.Parameter part) {
    boolean known = UNDERSTOOD.stream().anyMatch(part::is);
    if (!known || (part.is("protocol") && !part.value().equalsIgnoreCase("tcp"))) {
      throw new NotUnderstoodException("'%s' in a host part".formatted(part.key()));
    }
    if (part.value().isEmpty() && (part.is("host") || part.is("port"))) {
      throw new NotUnderstoodException("an empty '%s' in a host part".formatted(part.key()));
    }
    return part;
  }

  private static MysqlHost ofHostAndPort(String text) {
    if (text.startsWith("[") && !BRACKETED_ADDRESS.matcher(text).matches()) {
      throw new NotUnderstoodException("'%s' is no address in brackets".formatted(text));
    }
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && colon > text.lastIndexOf(']');
    List<Parameters.Parameter> parts = new ArrayList<>();
    String host = PercentText.decodeForm((hasPort ? text.substring(0, colon) : text).trim());
    parts.add(new Parameters.Parameter("host", host));
    if (hasPort) {
      String port = PercentText.decodeForm(text.substring(colon + 1).trim());
      parts.add(new Parameters.Parameter("port", port));
    }
    return new MysqlHost(new Parameters(parts));
  }

  Endpoint endpoint(Parameters all, String path) {
    String host =
        parts
            .any("host")
            .filter(name -> !name.isEmpty())
            .or(() -> all.any("host").filter(name -> !name.isEmpty()))
            .orElse("localhost");
    String port =
        parts
            .any("port")
            .filter(number -> !number.isEmpty())
            .or(() -> all.any("port"))
            .orElse("3306");
    String database = parts.any("dbname").or(() -> all.any("dbname")).orElse(path);
    return new Endpoint(HostName.canonical(host), PortNumber.parse(port), database);
  }

  private static String after(char mark, String text) {
    return text.substring(text.indexOf(mark) + 1);
  }
}
