import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Sends one migration: Migrate.java URL FILE. */
public class Migrate {
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0], "shop", "");
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("guard.change", arguments[1]);
      statement.execute(Files.readString(Path.of(arguments[1])));
      System.out.println(arguments[1] + " is applied");
    } catch (SQLException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}
