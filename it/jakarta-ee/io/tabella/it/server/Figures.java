package io.tabella.it.server;

import static io.tabella.it.kit.Eventually.unchecked;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/**
 * Tells what the JVM has: THREADS and OBJECTS of Tabella, all CLASSES, and the KILOBYTES that are
 * reachable.
 */
@WebServlet("/figures")
public class Figures extends HttpServlet {

  private static final long serialVersionUID = 1L;

  // Columns of the JVM's histogram.
  private static final int INSTANCES = 1;
  private static final int NAME = 3;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    System.gc();
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("tabella"))
            .count();
    long objects = objectsOfTabella();
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    long kilobytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    response.getWriter().print(threads + " " + objects + " " + classes + " " + kilobytes);
  }

  /** Those that are reachable, from whatever class loader. */
  private static long objectsOfTabella() {
    return histogram()
        .lines()
        .map(line -> line.trim().split(" +", -1))
        .filter(columns -> columns.length > NAME && isOfTabella(columns[NAME]))
        .mapToLong(columns -> Long.parseLong(columns[INSTANCES]))
        .sum();
  }

  private static boolean isOfTabella(String name) {
    return name.startsWith("io.tabella.") && !name.startsWith("io.tabella.it.");
  }

  /** What "jcmd GC.class_histogram" prints. */
  private static String histogram() {
    return unchecked(
        () ->
            (String)
                ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()}));
  }
}
