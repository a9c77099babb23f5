package io.tabella.it.server;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Tells what the JVM has: Tabella's THREADS, all CLASSES, and the KILOBYTES that are reachable. */
@WebServlet("/figures")
public class Figures extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    System.gc();
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("tabella"))
            .count();
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    long kilobytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    response.getWriter().print(threads + " " + classes + " " + kilobytes);
  }
}
