package io.tabella.it.shop;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What curl does in the README. */
final class ShopClient {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String orders;

  ShopClient(int port) {
    orders = "http://127.0.0.1:" + port + "/shop/orders";
  }

  /** Whether it answers. */
  boolean isOpen() {
    try {
      return send(HttpRequest.newBuilder(URI.create(orders))).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The status of the answer. */
  int order(String customer, String item) throws IOException {
    String form = "customer=" + encoded(customer) + "&item=" + encoded(item);
    return send(HttpRequest.newBuilder(URI.create(orders))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)))
        .statusCode();
  }

  /** The lines of the ledger. */
  List<String> stored() {
    return lines(orders);
  }

  /** The lines of the dead-letter queue. */
  List<String> failed() {
    return lines(orders + "/failed");
  }

  /** None while it does not answer as it should. */
  private List<String> lines(String url) {
    try {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)));
      return answer.statusCode() == 200 ? answer.body().lines().toList() : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
