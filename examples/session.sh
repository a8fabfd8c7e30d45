# What the sessions of the examples have in common. They are run by 'run' and by the build, in a copy of the example's folder, beside a
# PostgreSQL server with the databases shop_staging and shop on the port $PORT; the role shop needs no password.

java() {
  "$JAVA" -XX:TieredStopAtLevel=1 -Duser.home="$HOME" -Djava.util.logging.config.file="$LOGGING" "$@"
}

# Maven without a network: what is built here lies in target/repository, all else it takes from the repository of the Maven that builds.
mvn() {
  MAVEN_OPTS="-XX:TieredStopAtLevel=1 -Duser.home=$HOME" command "${MAVEN:-mvn}" -B -U -ntp -Dstyle.color=never -o -Daether.offline.protocols=file \
    -s "$BUILT/settings.xml" -Dmaven.repo.local="$BUILT/repository" "$@"
}

# Prints a command, runs it, and tells how it ended.
show() {
  local command="$*"
  printf '\n$ %s\n' "${command//"$CLASS_PATH"/\$CLASS_PATH}"
  "$@"
  printf '(exit code %s)\n' $?
}

# Runs a command at a terminal of its own, where somebody types an answer to its question.
# at_terminal 'how the question ends' 'the answer' command…
at_terminal() {
  local question=$1 answer=$2
  shift 2
  java -cp "$TERMINAL" io.github.jdbcguard.testing.AtTerminal "$question" "$answer" "$@"
}
