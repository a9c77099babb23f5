package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;

/** The program. Its exit code is 0, or 1 if it failed at work, or 2 if it could not begin. */
public final class PriceBoard {

  private static final int TRADERS = 2;

  private PriceBoard() {}

  /** {@code --help} tells the arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        System.out.print(Options.HELP);
      } else {
        work(options);
      }
      return 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.HELP);
      return 2;
    } catch (JMSException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static void work(Options options) throws JMSException, InterruptedException {
    try (TabellaConnectionFactory factory = options.factory()) {
      switch (options.role()) {
        case "feed" -> new Feed(factory).publish(options.prices());
        case "board" -> board(factory, options.prices());
        case "traders" -> traders(factory);
        case "late" -> new Late(factory).replay();
        default -> all(factory, options.prices());
      }
    }
  }

  private static void board(TabellaConnectionFactory factory, int prices) throws JMSException {
    try (Board board = new Board(factory)) {
      System.out.println("Board      subscribed");
      board.show(prices);
    }
  }

  private static void traders(TabellaConnectionFactory factory)
      throws JMSException, InterruptedException {
    try (Traders traders = new Traders(factory, TRADERS)) {
      System.out.println("Traders    subscribed");
      traders.awaitQuiet();
    }
  }

  private static void all(TabellaConnectionFactory factory, int prices)
      throws JMSException, InterruptedException {
    try (Board board = new Board(factory);
        Traders traders = new Traders(factory, TRADERS)) {
      new Feed(factory).publish(prices);
      board.show(prices);
      traders.awaitQuiet();
    }
    new Late(factory).replay();
  }
}
