package io.tabella.samples.quickstart;

import java.math.BigDecimal;
import java.util.Map;

/** Knows what is sold, and for how much. */
final class Shop {

  private static final Map<String, BigDecimal> PRICES =
      Map.of(
          "wax tablet", new BigDecimal("4.20"),
          "stylus", new BigDecimal("1.50"),
          "ink pot", new BigDecimal("3.75"),
          "papyrus roll", new BigDecimal("12.00"),
          "reed pen", new BigDecimal("0.90"),
          "seal ring", new BigDecimal("48.00"),
          "letter case", new BigDecimal("22.40"));

  private Shop() {}

  /**
   * Accepts an order.
   *
   * @return what it costs altogether
   */
  static BigDecimal accept(Order order) throws BadOrderException {
    BigDecimal price = PRICES.get(order.item());
    if (price == null) {
      throw new BadOrderException("We do not sell a " + order.item());
    }
    if (order.quantity() < 1) {
      throw new BadOrderException("The quantity is " + order.quantity());
    }
    if (price.compareTo(order.price()) != 0) {
      throw new BadOrderException("The price cannot be " + order.price());
    }
    return price.multiply(BigDecimal.valueOf(order.quantity()));
  }
}
