package io.tabella.samples.quickstart;

import java.math.BigDecimal;

/**
 * A line of the order file.
 *
 * @param price of one piece, as the customer was told
 */
record Order(String customer, String item, int quantity, BigDecimal price) {

  private static final int COLUMNS = 5;

  /** Reads {@code id,customer,item,quantity,price}. */
  static Order parse(String line) throws BadOrderException {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw new BadOrderException("This is no order: " + line);
    }
    try {
      return new Order(
          columns[1], columns[2], Integer.parseInt(columns[3]), new BigDecimal(columns[4]));
    } catch (NumberFormatException e) {
      throw new BadOrderException("Quantity and price must be numbers: " + line);
    }
  }
}
