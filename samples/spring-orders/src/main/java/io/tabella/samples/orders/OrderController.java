package io.tabella.samples.orders;

import jakarta.validation.Valid;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

  private final OrderDesk desk;

  OrderController(OrderDesk desk) {
    this.desk = desk;
  }

  /** 201 if it is new; 200 if it was placed before, so that a client may ask until it knows. */
  @PostMapping
  ResponseEntity<Void> place(@Valid @RequestBody Order order) {
    try {
      desk.place(order);
      return ResponseEntity.status(HttpStatus.CREATED).build();
    } catch (DuplicateKeyException e) {
      return ResponseEntity.ok().build();
    }
  }

  @GetMapping("/{id}")
  ResponseEntity<OrderStatus> find(@PathVariable String id) {
    return ResponseEntity.of(desk.find(id));
  }
}
