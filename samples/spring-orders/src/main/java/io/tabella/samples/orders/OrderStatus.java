package io.tabella.samples.orders;

import java.math.BigDecimal;

/**
 * What has become of an order.
 *
 * @param state ACCEPTED, BILLED or SHIPPED
 */
record OrderStatus(String id, String item, BigDecimal amount, String state) {}
