package argosy.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The accounts in a database.
final class JdbcAccounts implements Accounts {
  private static final String SELECT = "select id, access_key_id, secret_access_key from account ";

  private final Database database;

  JdbcAccounts(Database database) {
    this.database = database;
  }

  @Override
  public List<Account> list() {
    return select(SELECT + "order by number");
  }

  @Override
  public Optional<Account> byId(String id) {
    return select(SELECT + "where id = ?", id).stream().findFirst();
  }

  @Override
  public Optional<Account> byKey(String accessKeyId) {
    return select(SELECT + "where access_key_id = ?", accessKeyId).stream().findFirst();
  }

  @Override
  public boolean add(Account account) {
    try {
      return database.transaction(connection -> {
        try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (id, access_key_id, secret_access_key, number)"
                    + " select ?, ?, ?, coalesce(max(number), 0) + 1 from account where true"
                    + " on conflict do nothing")) {
          insert.setString(1, account.id());
          insert.setString(2, account.accessKeyId());
          insert.setString(3, account.secretAccessKey());
          return insert.executeUpdate() == 1;
        }
      });
    } catch (SQLException e) {
      throw new Store.StoreFault("cannot add the account: " + e.getMessage(), e);
    }
  }

  private List<Account> select(String sql, String... parameters) {
    try {
      return database.transaction(connection -> {
        var found = new ArrayList<Account>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
          for (int at = 0; at < parameters.length; at++) {
            select.setString(at + 1, parameters[at]);
          }
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              found.add(new Account(row.getString(1), row.getString(2), row.getString(3)));
            }
          }
        }
        return found;
      });
    } catch (SQLException e) {
      throw new Store.StoreFault("cannot read the accounts: " + e.getMessage(), e);
    }
  }
}
