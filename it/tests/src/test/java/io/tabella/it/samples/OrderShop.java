package io.tabella.it.samples;

import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A JVM with the sample for Spring Boot, and what its customers ask it. Any thread may. */
final class OrderShop implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OPEN = "Tomcat started on port ";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Starting is most of the work: no second compiler, which would not pay. */
  private static final String[] QUICK = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

  private final NodeProcess process;
  private final CompletableFuture<Integer> port;

  private OrderShop(NodeProcess process) {
    this.process = process;
    this.port = CompletableFuture.supplyAsync(this::awaitPort, task -> new Thread(task).start());
  }

  /** The jar that the build has made, with further properties; returns while it starts. */
  static OrderShop start(Path folder, String... properties) {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
    arguments.addAll(List.of(properties));
    return new OrderShop(
        NodeCommand.ofJar(Path.of(System.getProperty("sample.spring-orders", "")))
            .withJvmOptions(QUICK)
            .withFolder(folder)
            .withArguments(arguments.toArray(String[]::new))
            .start());
  }

  private int awaitPort() {
    try {
      String line = process.awaitLine(it -> it.contains(OPEN), Eventually.LIMIT);
      return Integer.parseInt(line.replaceFirst(".*" + OPEN + "(\\d+).*", "$1"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has told its port. */
  boolean isOpen() {
    return port.isDone() && !port.isCompletedExceptionally();
  }

  void awaitOpen() {
    port.join();
  }

  /**
   * Orders something.
   *
   * @return the status
   * @throws IOException if there is no answer
   */
  int order(String id, String amount) throws IOException, InterruptedException {
    String body = "{\"id\":\"%s\",\"item\":\"tablet\",\"amount\":%s}".formatted(id, amount);
    HttpRequest.Builder request = request("/orders").POST(BodyPublishers.ofString(body));
    return send(request.header("Content-Type", "application/json")).statusCode();
  }

  /** What it answers. */
  String get(String path) {
    return Eventually.unchecked(() -> send(request(path)).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.join() + path))
        .timeout(PATIENCE);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** In good order. */
  int stop() {
    process.terminate();
    return process.waitForExit(Eventually.LIMIT);
  }

  /** With SIGKILL; nothing more if it has ended. */
  @Override
  public void close() {
    process.close();
  }
}
