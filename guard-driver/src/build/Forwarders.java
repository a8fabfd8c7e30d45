import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes the Forwarding* classes of the driver from the JDBC interfaces of the JDK, as of one
 * release, so that they come out the same on every JDK. Run by the build: {@code java
 * Forwarders.java TREATMENTS FOLDER RELEASE}.
 *
 * <p>Every method of every interface has one treatment, which a list names. A method that is in no
 * list stops the build: somebody has to decide. A method that is left abstract and that a Guarded*
 * class forgets stops it as well.
 */
final class Forwarders {

  /** How a method is forwarded. */
  enum Treatment {
    /** Straight to the delegate. */
    PLAIN,
    /** To the delegate, and what comes back is handed out in a guarded form. */
    WRAPPED,
    /** To the delegate, after the hook of the class. */
    HOOKED,
    /** The same, but only for a value that may be stored by itself: a LOB or a stream. */
    HOOKED_IF_LARGE,
    /** Left to the Guarded* class. */
    ABSTRACT
  }

  /**
   * A class to write.
   *
   * @param name of the interface in java.sql
   * @param parent the Guarded* class to extend; empty for none
   * @param hook the method that is called before a hooked one; empty for none
   * @param ownHook whether this class declares the hook, and not its parent
   */
  record Plan(String name, String parent, String hook, boolean ownHook) {

    /** What the constructor takes before the delegate. */
    List<String> constructor() {
      return switch (name) {
        case "PreparedStatement" -> List.of("GuardedConnection connection");
        case "CallableStatement" -> List.of("GuardedConnection connection", "Ruling ruling");
        default -> List.of();
      };
    }

    String superArguments() {
      return name.equals("CallableStatement")
          ? "connection, delegate, ruling"
          : "connection, delegate";
    }
  }

  private static final List<Plan> PLANS =
      List.of(
          new Plan("Connection", "", "beforeShardingKey", true),
          new Plan("Statement", "", "", false),
          new Plan("PreparedStatement", "GuardedStatement", "beforeLargeObject", true),
          new Plan("CallableStatement", "GuardedPreparedStatement", "beforeLargeObject", false),
          new Plan("ResultSet", "", "beforeRowChange", true),
          new Plan("DatabaseMetaData", "", "", false),
          new Plan("ResultSetMetaData", "", "", false),
          new Plan("ParameterMetaData", "", "", false),
          new Plan("Array", "", "", false),
          new Plan("Blob", "", "beforeWrite", true),
          new Plan("Clob", "", "beforeWrite", true),
          new Plan("Ref", "", "beforeWrite", true),
          new Plan("Struct", "", "", false),
          new Plan("SQLXML", "", "beforeWrite", true));

  /** Types that the driver hands out in a guarded form, and has to give back raw. */
  private static final Set<String> GUARDED_TYPES =
      Set.of(
          "java.sql.Array",
          "java.sql.Blob",
          "java.sql.Clob",
          "java.sql.NClob",
          "java.sql.Ref",
          "java.sql.SQLXML");

  /** Method names and signatures of an interface by treatment, keyed by its name. */
  private final Map<String, Map<Treatment, Set<String>>> treatments;

  private final Elements elements;
  private final Path folder;

  private Forwarders(
      Map<String, Map<Treatment, Set<String>>> treatments, Elements elements, Path folder) {
    this.treatments = treatments;
    this.elements = elements;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1], "io/github/jdbcguard/driver");
    Files.createDirectories(folder);
    Forwarders forwarders =
        new Forwarders(read(Path.of(arguments[0])), elements(arguments[2]), folder);
    PLANS.forEach(forwarders::write);
  }

  /** The JDK's own declarations as of a release, whatever JDK runs this. */
  private static Elements elements(String release) throws IOException {
    JavaFileObject nothing =
        new SimpleJavaFileObject(URI.create("string:///Nothing.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class Nothing {}";
          }
        };
    List<String> options = List.of("--release", release, "-proc:none");
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(nothing));
    task.analyze();
    return task.getElements();
  }

  private static Map<String, Map<Treatment, Set<String>>> read(Path file) throws IOException {
    Map<String, Map<Treatment, Set<String>>> all = new TreeMap<>();
    String text =
        Files.readString(file).replaceAll("(?m)^#.*$", "").replaceAll("\n[ \t]+", " ");
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        String[] parts = line.split("[ :]+");
        Treatment treatment = Treatment.valueOf(parts[1].toUpperCase(Locale.ROOT));
        Set<String> names = new TreeSet<>(Arrays.asList(parts).subList(2, parts.length));
        all.computeIfAbsent(parts[0], name -> new TreeMap<>()).put(treatment, names);
      }
    }
    return all;
  }

  /** A signature speaks before a bare name, so that one overload can differ from the others. */
  private Treatment treatment(Plan plan, ExecutableElement method) {
    for (String key : List.of(signature(method), method.getSimpleName().toString())) {
      List<Treatment> decided =
          treatments.get(plan.name()).entrySet().stream()
              .filter(entry -> entry.getValue().contains(key))
              .map(Map.Entry::getKey)
              .toList();
      if (decided.size() == 1) {
        return decided.get(0);
      }
      if (decided.size() > 1) {
        throw new IllegalStateException("%s.%s: %s".formatted(plan.name(), key, decided));
      }
    }
    throw new IllegalStateException(
        "nobody decided how java.sql.%s.%s is treated; add it to treatments.txt"
            .formatted(plan.name(), signature(method)));
  }

  private void write(Plan plan) {
    StringBuilder out = new StringBuilder(header(plan));
    boolean wraps = false;
    for (ExecutableElement method : methods(plan)) {
      Treatment treatment = treatment(plan, method);
      wraps |= treatment == Treatment.WRAPPED;
      if (treatment != Treatment.ABSTRACT) {
        out.append(forwarder(method, treatment, plan));
      }
    }
    if (plan.parent().isEmpty()) {
      out.append("\n  @Override\n  public String toString() {\n    return delegate.toString();\n  }\n");
    }
    if (plan.ownHook()) {
      out.append("\n  /** Called before anything that writes without SQL. */\n");
      out.append("  abstract void %s() throws java.sql.SQLException;\n".formatted(plan.hook()));
    }
    if (wraps && plan.parent().isEmpty()) {
      out.append("\n  /** What gives the driver's objects their guarded form. */\n");
      out.append("  abstract ObjectGraph objects();\n");
    }
    try {
      Files.writeString(
          folder.resolve("Forwarding" + plan.name() + ".java"), out.append("}\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ExecutableElement> methods(Plan plan) {
    TypeElement type = elements.getTypeElement("java.sql." + plan.name());
    List<? extends Element> members =
        plan.parent().isEmpty() ? elements.getAllMembers(type) : type.getEnclosedElements();
    return ElementFilter.methodsIn(members).stream()
        .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
        .filter(method -> method.getEnclosingElement().getKind() == ElementKind.INTERFACE)
        .sorted(Comparator.comparing(Forwarders::signature))
        .toList();
  }

  private static String header(Plan plan) {
    boolean root = plan.parent().isEmpty();
    return """
    package io.github.jdbcguard.driver;

    /** Passes on what is harmless, and leaves to its subclass what is not. Generated. */
    @javax.annotation.processing.Generated("Forwarders")
    @SuppressWarnings("deprecation")
    abstract class Forwarding%1$s%2$s implements java.sql.%1$s {
      private final java.sql.%1$s delegate;

      Forwarding%1$s(%3$sjava.sql.%1$s delegate) {
    %4$s    this.delegate = delegate;
      }

      /** What is guarded; stays within this package. */
      final java.sql.%1$s raw%1$s() {
        return delegate;
      }
    """
        .formatted(
            plan.name(),
            root ? "" : " extends " + plan.parent(),
            list(plan.constructor(), Object::toString, "", ", "),
            root ? "" : "    super(%s);\n".formatted(plan.superArguments()));
  }

  private static String forwarder(ExecutableElement method, Treatment treatment, Plan plan) {
    int count = method.getParameters().size();
    String declared = join(count, i -> typeOf(method, i) + " p" + i);
    String call =
        "delegate.%s(%s)".formatted(method.getSimpleName(), join(count, i -> argument(method, i)));
    String returned = method.getReturnType().toString();
    String value = treatment == Treatment.WRAPPED ? guarded(call, returned, plan) : call;
    return "\n  @Override\n  public %s%s %s(%s)%s {\n%s    %s%s;\n  }\n"
        .formatted(
            list(method.getTypeParameters(), Forwarders::bounded, "<", "> "),
            returned,
            method.getSimpleName(),
            declared,
            list(method.getThrownTypes(), Object::toString, " throws ", ""),
            hook(treatment, plan),
            returned.equals("void") ? "" : "return ",
            value);
  }

  private static String bounded(TypeParameterElement parameter) {
    return parameter.getBounds().stream()
        .map(Object::toString)
        .collect(Collectors.joining(" & ", parameter + " extends ", ""));
  }

  private static String hook(Treatment treatment, Plan plan) {
    return switch (treatment) {
      case HOOKED -> "    %s();\n".formatted(plan.hook());
      case HOOKED_IF_LARGE ->
          "    if (ObjectGraph.large(p1)) {\n      %s();\n    }\n".formatted(plan.hook());
      case PLAIN, WRAPPED, ABSTRACT -> "";
    };
  }

  /** Rows lead back to their statement, so they have to know its guarded form. */
  private static String guarded(String call, String returned, Plan plan) {
    return returned.equals("java.sql.ResultSet")
        ? "objects().rows(%s, %s)".formatted(call, plan.name().equals("Statement") ? "this" : "null")
        : "objects().guarded(%s)".formatted(call);
  }

  private static <T> String list(
      List<? extends T> items,
      java.util.function.Function<T, String> text,
      String before,
      String after) {
    return items.isEmpty()
        ? ""
        : items.stream().map(text).collect(Collectors.joining(", ", before, after));
  }

  private static String join(int count, java.util.function.IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(", "));
  }

  private static String typeOf(ExecutableElement method, int parameter) {
    return method.getParameters().get(parameter).asType().toString();
  }

  /** What the driver gets: its own object where the application holds our form of it. */
  private static String argument(ExecutableElement method, int parameter) {
    String type = typeOf(method, parameter);
    boolean value =
        type.equals("java.lang.Object") && method.getSimpleName().toString().endsWith("Object");
    if (value) {
      return "ObjectGraph.raw(p%d)".formatted(parameter);
    }
    if (type.equals("java.lang.Object[]")) {
      return "ObjectGraph.raw(p%d)".formatted(parameter);
    }
    return GUARDED_TYPES.contains(type)
        ? "(%s) ObjectGraph.raw(p%d)".formatted(type, parameter)
        : "p" + parameter;
  }

  private static String signature(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> parameter.asType().toString().replaceAll("<.*>", ""))
        .collect(Collectors.joining(",", method.getSimpleName() + "(", ")"));
  }
}
