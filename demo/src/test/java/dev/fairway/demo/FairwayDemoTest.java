package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.operator.command.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the program that has the demo. */
class FairwayDemoTest {

  @Test
  void help_wholeProgram_listsEveryCommandInItsOrder() {
    ProgramRun help = ProgramRun.of("--help");
    assertEquals(ExitCode.NOTHING_TO_DO, help.code(), help::err);
    assertEquals(
        List.of(
            "demo",
            "plan",
            "trace",
            "explain",
            "run",
            "freeze",
            "unfreeze",
            "approve",
            "purge",
            "backends",
            "simulate",
            "version",
            "generate-completion"),
        help.out()
            .lines()
            .filter(line -> line.matches("  [a-z].*"))
            .map(line -> line.trim().split(" ", 2)[0])
            .toList());
    assertTrue(help.out().contains("Start with: fairway demo"), help::out);
    assertEquals(help.out(), ProgramRun.of().out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate"})
  void help_ofACommand_fitsAndNamesTheVersion(String command) {
    ProgramRun help = ProgramRun.of(command, "--help");
    assertTrue(help.out().contains("Example: fairway " + command), help::out);
    help.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    assertTrue(ProgramRun.of(command, "--version").out().startsWith("fairway "));
  }

  @Test
  void demo_unknownBackend_namesThoseThereAre() {
    ProgramRun run = ProgramRun.of("demo", "--backend", "acme");
    assertEquals(ExitCode.ERROR, run.code());
    assertTrue(run.err().contains("'acme'; it runs on: mock, catalyst"), run::err);
  }

  @Test
  void simulate_whatThereIsNot_namesWhatThereIs() {
    ProgramRun other = ProgramRun.of("simulate", "acme");
    assertEquals(ExitCode.ERROR, other.code());
    assertTrue(
        other.err().contains("no simulator of 'acme'; there is one of: catalyst"), other::err);
    ProgramRun port = ProgramRun.of("simulate", "catalyst", "--port", "70000");
    assertTrue(port.err().contains("--port 70000 is not within 0 to 65535"), port::err);
    ProgramRun push = ProgramRun.of("simulate", "catalyst", "--push-time", "soon");
    assertTrue(push.err().contains("'soon' is not a duration"), push::err);
    ProgramRun account = ProgramRun.of("simulate", "catalyst", "--account", "../x");
    assertTrue(account.err().contains("--account '../x' is not a name of 1 to 32"), account::err);
    ProgramRun own = ProgramRun.of("simulate", "catalyst", "--account", "fairway");
    assertTrue(own.err().contains("--account 'fairway' is there already"), own::err);
    ProgramRun twice =
        ProgramRun.of("simulate", "catalyst", "--account", "team", "--account", "team");
    assertTrue(twice.err().contains("--account 'team' is there already"), twice::err);
  }
}
