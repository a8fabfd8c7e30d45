package io.github.jdbcguard.examples.springboot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the table {@code customers}. */
@Entity
@Table(name = "customers")
public class Customer {
  @Id private int id;
  private String name = "";
  private boolean active;

  /** For JPA. */
  protected Customer() {}

  public int getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public boolean isActive() {
    return active;
  }
}
