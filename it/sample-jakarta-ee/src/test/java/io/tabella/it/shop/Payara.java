package io.tabella.it.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs apart from the shell that has started it; {@code asadmin} is what it listens to. */
final class Payara implements ShopServer {

  private static final int PORT = 24880;
  private static final String DOMAIN = "target/payara6/glassfish/domains/domain1/config/";
  private static final String ASADMIN = "target/payara6/bin/asadmin ";

  private final Workplace workplace;

  Payara() throws IOException {
    workplace = Workplace.named("payara");
    workplace.set("AS_ADMIN_PORT", "24848");
    Path settings = workplace.folder().resolve(DOMAIN + "domain.xml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("port=\"4848\"", "port=\"24848\"")
            .replace("port=\"8080\"", "port=\"" + PORT + "\"")
            .replace("port=\"8181\"", "port=\"24881\""));
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-payara"));
  }

  @Override
  public Workplace workplace() {
    return workplace;
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public void setUp(Readme readme) throws IOException, InterruptedException {
    for (String command : readme.commands("Payara")) {
      workplace.run(command);
    }
  }

  @Override
  public void start() throws IOException, InterruptedException {
    workplace.run(ASADMIN + "start-domain");
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    workplace.run(ASADMIN + "stop-domain");
  }

  @Override
  public void close() {
    kill();
  }

  private void kill() {
    try {
      long pid =
          Long.parseLong(Files.readString(workplace.folder().resolve(DOMAIN + "pid")).strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      // There is no such file when it has stopped.
    }
  }
}
