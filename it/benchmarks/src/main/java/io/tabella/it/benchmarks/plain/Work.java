package io.tabella.it.benchmarks.plain;

import java.sql.SQLException;

/** Which rows are written for a message. Each step is one commit. */
public enum Work {

  /** For messages that are sent and nothing else. */
  INSERT("insert") {
    @Override
    int step(PlainWriter writer, long number) throws SQLException {
      writer.insert(number, true);
      writer.commit();
      return writer.batch();
    }
  },

  /** For messages that a consumer on the same node receives. */
  INSERT_DELETE("insert, delete") {
    @Override
    int step(PlainWriter writer, long number) throws SQLException {
      writer.insert(number, true);
      if (number >= 1) {
        writer.delete(number - 1);
      }
      writer.commit();
      return writer.batch();
    }
  },

  /** For messages that wait, or that another node receives. */
  INSERT_UPDATE_DELETE("insert, update, delete") {
    @Override
    int step(PlainWriter writer, long number) throws SQLException {
      writer.insert(number, false);
      if (number >= 1) {
        writer.update(number - 1);
      }
      if (number >= 2) {
        writer.delete(number - 2);
      }
      writer.commit();
      return writer.batch();
    }
  },

  /** For messages that have waited: what is left to do with them. They have to be read, too. */
  DRAIN("read, update, delete") {
    @Override
    int step(PlainWriter writer, long number) throws SQLException {
      int found = writer.read(number);
      if (found > 0) {
        writer.update(number);
      }
      if (number >= 1) {
        writer.delete(number - 1);
      }
      writer.commit();
      return found > 0 ? found : -1;
    }
  };

  private final String rows;

  Work(String rows) {
    this.rows = rows;
  }

  /** What is done with a message's row, for people. */
  public String rows() {
    return rows;
  }

  /** Returns how many messages it was about; negative if none are left. */
  abstract int step(PlainWriter writer, long number) throws SQLException;
}
