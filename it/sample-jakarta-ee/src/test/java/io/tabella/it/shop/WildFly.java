package io.tabella.it.shop;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs in the foreground of a shell, until Ctrl-C. */
final class WildFly implements ShopServer {

  private static final int OFFSET = 2300;

  private final Workplace workplace;
  private String startCommand = "";
  private @Nullable Process process;

  WildFly() throws IOException {
    workplace = Workplace.named("wildfly");
    workplace.set(
        "JAVA_OPTS",
        "-Xmx512m -Djava.net.preferIPv4Stack=true -Djboss.socket.binding.port-offset=" + OFFSET);
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-wildfly"));
  }

  @Override
  public Workplace workplace() {
    return workplace;
  }

  @Override
  public int port() {
    return 8080 + OFFSET;
  }

  @Override
  public void setUp(Readme readme) throws IOException, InterruptedException {
    List<String> commands = readme.commands("WildFly");
    for (String command : commands.subList(0, commands.size() - 1)) {
      workplace.run(command);
    }
    startCommand = commands.get(commands.size() - 1);
    start();
  }

  @Override
  public void start() throws IOException {
    process = workplace.start(startCommand);
  }

  @Override
  public void stop() {
    if (process != null) {
      Workplace.end(process);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void kill() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
