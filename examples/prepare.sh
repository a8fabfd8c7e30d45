# Read by the 'run' of each example: looks for what it needs, and builds it. Gives $java; stays in the root of the project.

stop() {
  printf '%s\n' "$*" >&2
  exit 2
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || stop "There is no '$java': install a JDK, 17 or newer."
command -v "${java}c" >/dev/null || stop "There is no '${java}c': this Java is no JDK; install one, 17 or newer."
command -v mvn >/dev/null || stop "There is no 'mvn': install Maven, 3.8.1 or newer."
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
case $version in
  '') stop "'$java -version' does not work; install a JDK, 17 or newer." ;;
  1.* | 9 | 1[0-6]) stop "'$java' is Java $version; the guard needs 17 or newer." ;;
esac

# Builds examples/$1 and what it rests on, as far as a phase.
build() {
  local target=examples/$1/target
  echo "Building the guard and the example; the first time, downloads take a few minutes."
  mkdir -p "$target"
  mvn -q -B -pl "examples/$1" -am -Dmaven.test.skip=true -DskipITs -Dspotless.check.skip=true "${2:-package}" \
    >"$target/build.log" 2>&1 </dev/null || {
    cat "$target/build.log" >&2
    stop "The build failed; see above."
  }
}
