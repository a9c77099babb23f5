package io.tabella.it.spring;

import org.springframework.jdbc.core.JdbcTemplate;

/** The rows that go with messages: no identifier twice. */
record Bills(JdbcTemplate jdbc) {

  void add(String id) {
    jdbc.update("INSERT INTO bill (id) VALUES (?)", id);
  }
}
