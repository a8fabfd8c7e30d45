import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Marks customers as inactive, in the database that the first argument names. */
public class Migration {
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "shop", "");
        Statement statement = connection.createStatement()) {
      int rows = statement.executeUpdate("UPDATE customers SET active = false WHERE id <= 10");
      System.out.println(rows + " customers are inactive now");
    } catch (SQLException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}
