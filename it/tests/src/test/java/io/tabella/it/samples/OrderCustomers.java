package io.tabella.it.samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that order one thing after the other, each as often as it takes until a shop says that it
 * has the order. One order of twenty cannot be billed, the first included.
 */
final class OrderCustomers implements AutoCloseable {

  private static final int CUSTOMERS = 6;
  private static final int BAD_ONE_OF = 20;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<OrderShop> shops;
  private final ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
  private final List<Future<?>> customers = new ArrayList<>();
  private final List<String> good = new CopyOnWriteArrayList<>();
  private final List<String> bad = new CopyOnWriteArrayList<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger known = new AtomicInteger();
  private volatile boolean content;

  /** They ask those of the shops that are open, now and later. */
  OrderCustomers(List<OrderShop> shops) {
    this.shops = shops;
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      String name = "c" + customer + "-";
      customers.add(
          threads.submit(
              () -> {
                orderUntilContent(name);
                return null;
              }));
    }
  }

  /** Returns when the last order is placed; they have to be open to somebody until then. */
  void stop() throws Exception {
    content = true;
    for (Future<?> customer : customers) {
      customer.get();
    }
  }

  /** Orders that a shop has, and that can be billed. */
  List<String> good() {
    return good;
  }

  /** Orders that a shop has, and that cannot. */
  List<String> bad() {
    return bad;
  }

  /** How many orders a shop has. */
  int placed() {
    return good.size() + bad.size();
  }

  String figures() {
    return "%d orders, %d requests without an answer, %d orders that were there already"
        .formatted(placed(), unanswered.get(), known.get());
  }

  private void orderUntilContent(String name) throws InterruptedException {
    for (int number = 1; !content; number++) {
      boolean isBad = number % BAD_ONE_OF == 1;
      String id = name + number;
      while (!place(id, isBad ? "-1" : "1")) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      (isBad ? bad : good).add(id);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean place(String id, String amount) throws InterruptedException {
    List<OrderShop> open = shops.stream().filter(OrderShop::isOpen).toList();
    if (open.isEmpty()) {
      return false;
    }
    OrderShop shop = open.get(ThreadLocalRandom.current().nextInt(open.size()));
    try {
      int status = shop.order(id, amount);
      if (status == 200) {
        known.incrementAndGet();
      }
      if (status >= 400 && status < 500) {
        throw new AssertionError("Order " + id + " is refused: " + status);
      }
      return status < 300;
    } catch (IOException e) {
      unanswered.incrementAndGet();
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
