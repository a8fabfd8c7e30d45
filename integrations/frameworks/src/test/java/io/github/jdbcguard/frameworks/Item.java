package io.github.jdbcguard.frameworks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the table {@code items}. */
@Entity
@Table(name = "items")
class Item {
  @Id private int id;

  @Column(length = 100)
  private String name = "";

  /** For the framework. */
  protected Item() {}

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  void rename(String newName) {
    name = newName;
  }
}
