package argosy.store;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The rows of the documents: each is an entity's newest version, and by what it is found.
final class Rows {

  /// Rows that a database may hand over at a time; a row has some kilobytes.
  private static final int FETCHED = 1_000;

  private Rows() {}

  /// Nothing is parsed, which would be most of a start with many documents. Only of documents that
  /// were written with other indexes it is read by what they are found, and kept for the next time.
  static List<Stored> load(Connection connection, CellId cell) throws SQLException {
    List<Stored> all = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select kind, id, schema, found_by, body from document where cell = ?");
        PreparedStatement mend =
            connection.prepareStatement(
                "update document set found_by = ? where cell = ? and kind = ? and id = ?"
                    + " and found_by is not distinct from ?")) {
      select.setString(1, cell.toString());
      select.setFetchSize(FETCHED);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Kind<?> kind = Kinds.named(row.getString(1));
          Supplier<Entity> document = document(kind, row.getInt(3), row.getBytes(5));
          Optional<List<Optional<String>>> values = FoundBy.read(kind, row.getString(4));
          if (values.isPresent()) {
            all.add(new Stored(kind.key(row.getString(2)), values.get(), document));
          } else {
            Entity read = document.get();
            all.add(Stored.of(read));
            mend.setString(1, FoundBy.write(read));
            address(mend, 2, cell, read.key());
            mend.setString(5, row.getString(4));
            mend.addBatch();
          }
        }
      }
      mend.executeBatch();
    }
    return all;
  }

  private static Supplier<Entity> document(Kind<?> kind, int schema, byte[] body) {
    Documents.check(schema);
    return () -> {
      try {
        return Documents.read(kind, body);
      } catch (IllegalArgumentException e) {
        throw new Store.StoreFault("cannot read what is stored: " + e.getMessage(), e);
      }
    };
  }

  /// Keeps the newest of what is put and forgets what is deleted.
  static void write(Connection connection, CellId cell, Collection<Change> changes)
      throws SQLException {
    try (PreparedStatement put =
            connection.prepareStatement(
                "insert into document (cell, kind, id, schema, found_by, body)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict (cell, kind, id) do update set"
                    + " schema = excluded.schema, found_by = excluded.found_by,"
                    + " body = excluded.body");
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from document where cell = ? and kind = ? and id = ?")) {
      for (Change change : changes) {
        switch (change) {
          case Change.Put(Entity entity) -> {
            address(put, 1, cell, entity.key());
            put.setInt(4, Documents.SCHEMA);
            put.setString(5, FoundBy.write(entity));
            put.setString(6, Documents.write(entity));
            put.addBatch();
          }
          case Change.Delete(Key<?> key) -> {
            address(delete, 1, cell, key);
            delete.addBatch();
          }
        }
      }
      put.executeBatch();
      delete.executeBatch();
    }
  }

  private static void address(PreparedStatement statement, int from, CellId cell, Key<?> key)
      throws SQLException {
    statement.setString(from, cell.toString());
    statement.setString(from + 1, key.kind().name());
    statement.setString(from + 2, key.id());
  }
}
