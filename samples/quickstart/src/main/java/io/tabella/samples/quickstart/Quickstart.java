package io.tabella.samples.quickstart;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.concurrent.ExecutionException;

/** The program. Its exit code is 0, or 1 if it failed at work, or 2 if it could not begin. */
public final class Quickstart {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int NOT_BEGUN = 2;

  private Quickstart() {}

  /** {@code --help} tells the arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    StopSignal stop = StopSignal.onInterrupt();
    int exitCode = run(arguments, stop);
    stop.obey();
    System.exit(exitCode);
  }

  private static int run(String[] arguments, StopSignal stop) throws InterruptedException {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        System.out.print(Options.HELP);
        return DONE;
      }
      return connectAndWork(options, stop);
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.HELP);
      return NOT_BEGUN;
    }
  }

  private static int connectAndWork(Options options, StopSignal stop) throws InterruptedException {
    int exitCode = NOT_BEGUN;
    try (TabellaConnectionFactory factory = options.factory();
        Connection connection = factory.createConnection()) {
      exitCode = FAILED;
      new OrderDesk(options, factory, connection, stop).run();
      exitCode = DONE;
    } catch (ExecutionException e) {
      System.err.println("The quickstart has failed: " + e.getCause());
    } catch (JMSException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
    }
    return exitCode;
  }
}
