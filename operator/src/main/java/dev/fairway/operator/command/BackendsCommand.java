package dev.fairway.operator.command;

import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command that lists the backends and their settings. */
@Command(
    name = "backends",
    description = "Lists the backends that are there, and the settings that each takes.",
    footer = {"", "Example: fairway backends"})
final class BackendsCommand implements Callable<Integer> {

  private final Console console;
  private final BackendCatalog catalog;

  BackendsCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    AnsiStyle palette = console.palette();
    PrintWriter out = console.out();
    for (String name : catalog.names()) {
      SdwanBackendProvider provider = catalog.provider(name);
      out.println(palette.strong(name) + "  " + provider.description());
      for (SettingKey key : provider.settings()) {
        out.println("  " + key.name() + marks(key) + "  " + key.description());
      }
    }
    out.flush();
    catalog.broken().forEach(console.err()::println);
    console.err().flush();
    return catalog.broken().isEmpty() ? ExitCode.NOTHING_TO_DO : ExitCode.ERROR;
  }

  private static String marks(SettingKey key) {
    String required = key.required() ? " (required)" : "";
    String secret = key.secret() ? " (secret)" : "";
    String otherwise = key.defaultValue().map(value -> " (default " + value + ")").orElse("");
    return required + secret + otherwise;
  }
}
