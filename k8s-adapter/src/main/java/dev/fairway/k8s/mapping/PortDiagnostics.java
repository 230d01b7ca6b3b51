package dev.fairway.k8s.mapping;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;

/** The sentences about a port that cannot be read, of a slice or of a Service. */
final class PortDiagnostics {

  private PortDiagnostics() {}

  /** True for a number that a port can have. */
  static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  static Diagnostic unknownProtocol(Subject subject, String protocol) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        subject,
        "ports.protocol",
        protocol,
        "protocol '" + protocol + "' is not TCP, UDP or SCTP; that port is left out");
  }

  static Diagnostic outOfRange(Subject subject, int number) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        subject,
        "ports.port",
        Integer.toString(number),
        "port " + number + " is not within 1 to 65535; that port is left out");
  }

  static Diagnostic withoutNumber(Subject subject) {
    return Diagnostic.error(
        DiagnosticCode.MALFORMED_OBJECT,
        subject,
        "ports.port",
        "",
        "a port has no number; that port is left out");
  }
}
