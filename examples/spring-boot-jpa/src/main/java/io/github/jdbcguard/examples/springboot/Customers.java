package io.github.jdbcguard.examples.springboot;

import org.springframework.data.jpa.repository.JpaRepository;

/** The customers that there are. */
public interface Customers extends JpaRepository<Customer, Integer> {}
