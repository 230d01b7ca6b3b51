package dev.fairway.operator.command;

import dev.fairway.operator.document.AnsiStyle;
import dev.fairway.operator.document.DiagnosticText;
import dev.fairway.operator.document.WrappedText;
import dev.fairway.operator.run.ControllerStarter;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Unmatched;

/** The command line: all commands of the operator, and those that another program adds to them. */
@Command(
    name = "fairway",
    description = "From annotations on Kubernetes Services to policy on the SD-WAN between sites.",
    mixinStandardHelpOptions = true)
public final class CommandTree {

  private static final Logger LOG = LoggerFactory.getLogger(CommandTree.class);

  private CommandTree() {}

  /** Runs a command of the operator and returns its exit code. */
  public static int run(Console console, String... arguments) {
    return run(console, List.of(), List.of(), arguments);
  }

  /**
   * Runs a command of the operator, or one of another program, and returns its exit code. Both
   * streams of the console are flushed then.
   *
   * @param first commands that the help lists before the operator's
   * @param last commands that the help lists behind those that work on a fabric
   */
  public static int run(Console console, List<?> first, List<?> last, String... arguments) {
    CommandLine line = commands(console, first, last);
    try {
      if (arguments.length == 0) {
        line.usage(console.out());
        return ExitCode.NOTHING_TO_DO;
      }
      return line.execute(arguments);
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static CommandLine commands(Console console, List<?> first, List<?> last) {
    BackendCatalog catalog = BackendCatalog.load(CommandTree.class.getClassLoader());
    PlanCommand plan = new PlanCommand(console, catalog);
    TraceCommand trace = new TraceCommand(console, catalog);
    ExplainCommand explain = new ExplainCommand(console, catalog);
    RunCommand run =
        new RunCommand(console, catalog, new ControllerStarter(), TerminationSignals::stop);
    PurgeCommand purge = new PurgeCommand(console, catalog);
    CommandLine line = new CommandLine(new CommandTree());
    first.forEach(line::addSubcommand);
    line.addSubcommand(withFlags(plan, plan.source.settings, catalog))
        .addSubcommand(withFlags(trace, trace.source.settings, catalog))
        .addSubcommand(withFlags(explain, explain.source.settings, catalog))
        .addSubcommand(withFlags(run, run.settings, catalog))
        .addSubcommand(new FreezeCommand(console))
        .addSubcommand(new UnfreezeCommand(console))
        .addSubcommand(new ApproveCommand(console))
        .addSubcommand(withFlags(purge, purge.settings, catalog))
        .addSubcommand(new BackendsCommand(console, catalog));
    last.forEach(line::addSubcommand);
    line.addSubcommand(new VersionCommand(console))
        .addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
    DemoProgramNotice.COMMANDS.stream()
        .filter(name -> !line.getSubcommands().containsKey(name))
        .forEach(name -> line.addSubcommand(name, new DemoProgramNotice(name)));
    line.getCommandSpec()
        .usageMessage()
        .footer("", "Start with: fairway " + line.getSubcommands().keySet().iterator().next());
    line.setOut(console.out());
    line.setErr(console.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF));
    line.setExitCodeExceptionMapper(any -> ExitCode.ERROR);
    line.setExecutionExceptionHandler((failed, command, result) -> report(failed, console));
    // A misspelt option behind -f is no further path.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setUsageHelpWidth(WrappedText.COLUMNS);
    everyCommand(line);
    return line;
  }

  private static CommandLine withFlags(
      Object command, SettingFlags settings, BackendCatalog catalog) {
    CommandLine line = new CommandLine(command);
    settings.addTo(line.getCommandSpec(), catalog);
    return line;
  }

  /** Wrong arguments are an error like any other: the code 2 is taken. */
  private static void everyCommand(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.exitCodeOnInvalidInput(ExitCode.ERROR);
    if (spec.findOption("--help") == null) {
      spec.mixinStandardHelpOptions(true);
    }
    spec.version("fairway " + VersionCommand.version());
    line.getSubcommands().values().forEach(CommandTree::everyCommand);
  }

  private static int report(Exception failed, Console console) {
    if (failed instanceof ProblemException problem) {
      console.err().print(DiagnosticText.of(problem.diagnostics(), console.palette()));
      console.err().print(DiagnosticText.ofArgument(problem.argument(), console.palette()));
    } else {
      LOG.debug("a command broke", failed);
      console
          .err()
          .println(
              "error: a mistake in Fairway: "
                  + failed.getClass().getName()
                  + " (FAIRWAY_LOG_LEVEL=DEBUG shows where)");
    }
    console.err().flush();
    return ExitCode.ERROR;
  }

  /** The answer of a program that has no demo to a command of the one that has it. */
  @Command(hidden = true)
  private static final class DemoProgramNotice implements Callable<Integer> {

    /** The commands of the other program. */
    static final List<String> COMMANDS = List.of("demo", "simulate");

    private final String command;

    @SuppressWarnings("UnusedVariable") // what follows the command is of no use to this one
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    DemoProgramNotice(String command) {
      this.command = command;
    }

    @Override
    public Integer call() {
      throw ProblemException.ofArgument(
          "'%1$s' is in another program: ./fairway %1$s (demo/target/fairway-demo.jar)"
              .formatted(command),
          List.of());
    }
  }

  /** The command that prints the version. */
  @Command(
      name = "version",
      description = "Prints the version.",
      footer = {"", "Example: fairway version"})
  static final class VersionCommand implements Callable<Integer> {

    private static final String RESOURCE = "/fairway-version.properties";

    private final Console console;

    VersionCommand(Console console) {
      this.console = console;
    }

    /** The version of the program, as the build wrote it down. */
    static String version() {
      Properties properties = new Properties();
      try (InputStream in = VersionCommand.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is missing from the program");
        }
        properties.load(in);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      return properties.getProperty("version", "unknown");
    }

    @Override
    public Integer call() {
      String java = "Java " + Runtime.version().feature() + ", " + System.getProperty("os.name");
      console.out().println("fairway " + version() + " (" + java + ")");
      return ExitCode.NOTHING_TO_DO;
    }
  }

  /** The command that lists the backends and their settings. */
  @Command(
      name = "backends",
      description = "Lists the backends that are there, and the settings that each takes.",
      footer = {"", "Example: fairway backends"})
  private static final class BackendsCommand implements Callable<Integer> {

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
}
