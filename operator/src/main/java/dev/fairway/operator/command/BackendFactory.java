package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.operator.settings.SettingNames;
import dev.fairway.operator.settings.Settings;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SettingException;
import java.util.List;

/** The factory of the backend that settings name. */
final class BackendFactory {

  private BackendFactory() {}

  /**
   * Opens the backend.
   *
   * @throws ProblemException where one of its settings is wrong, or there is no such backend
   */
  static SdwanBackend of(Settings settings, BackendCatalog catalog) {
    try {
      return catalog.open(
          settings.backend().name(), settings.backend().settings(), settings.cluster().owner());
    } catch (SettingException wrong) {
      String key =
          wrong.setting().equals(BackendCatalog.NAME_SETTING)
              ? wrong.setting()
              : SettingNames.BACKEND_KEY + wrong.setting();
      throw ProblemException.of(DiagnosticCode.MALFORMED_SETTING, key, wrong.problem());
    } catch (BackendException broken) {
      throw unreachable(settings, broken);
    }
  }

  /** The problem of a backend that does not answer. */
  static ProblemException unreachable(Settings settings, BackendException cause) {
    Subject subject = new Subject(Subject.Kind.BACKEND, settings.backend().name());
    return new ProblemException(
        List.of(
            Diagnostic.error(
                DiagnosticCode.BACKEND_UNREACHABLE,
                subject,
                "",
                cause.kind().name(),
                cause.getMessage() + "; nothing was changed")));
  }
}
