package io.github.jdbcguard.examples.springboot;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Customers over HTTP. */
@RestController
class CustomerController {
  private final Customers customers;

  CustomerController(Customers customers) {
    this.customers = customers;
  }

  @GetMapping("/customers/{id}/name")
  String name(@PathVariable int id) {
    return customers.findById(id).orElseThrow().getName();
  }

  @PutMapping("/customers/{id}/name")
  String rename(@PathVariable int id, @RequestBody String name) {
    Customer customer = customers.findById(id).orElseThrow();
    customer.setName(name);
    return customers.save(customer).getName();
  }
}
