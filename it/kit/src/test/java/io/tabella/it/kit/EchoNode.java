package io.tabella.it.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A node that says its arguments and its heap, and then what it is told, until that ends. */
final class EchoNode {

  private EchoNode() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("arguments " + String.join(" ", arguments));
    System.out.println("heap " + Runtime.getRuntime().maxMemory() / 1_000_000);
    System.err.println("complaint of the echo");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println("echo " + line);
    }
  }
}
