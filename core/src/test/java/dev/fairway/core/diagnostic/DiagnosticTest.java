package dev.fairway.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticTest {

  private static final Subject CART = new Subject(Subject.Kind.SERVICE, "shop-eu/shop/cart");
  private static final Subject SHOP = new Subject(Subject.Kind.NAMESPACE, "shop-eu/shop");

  @Test
  void toString_serviceDiagnostic_namesTheObjectFirst() {
    Diagnostic diagnostic =
        Diagnostic.error(
            DiagnosticCode.UNKNOWN_TRANSPORT, CART, "fairway.dev/tunnel", "x", "no such transport");
    assertEquals("service shop-eu/shop/cart: no such transport", diagnostic.toString());
    assertTrue(diagnostic.isError());
  }

  @Test
  void factories_severity_isWhatTheirNameSays() {
    DiagnosticCode code = DiagnosticCode.ALIAS_USED;
    assertEquals(Severity.ERROR, Diagnostic.error(code, CART, "", "", "m").severity());
    assertEquals(Severity.WARNING, Diagnostic.warning(code, CART, "", "", "m").severity());
    assertEquals(Severity.INFO, Diagnostic.info(code, CART, "", "", "m").severity());
    assertFalse(Diagnostic.warning(code, CART, "", "", "m").isError());
    assertEquals(
        List.of("info", "warning", "error"),
        Arrays.stream(Severity.values()).map(Severity::text).toList());
  }

  @Test
  void compareTo_shuffled_ordersBySubjectCodeKeyValueSeverityMessage() {
    DiagnosticCode malformed = DiagnosticCode.MALFORMED_VALUE;
    List<Diagnostic> ascending =
        List.of(
            Diagnostic.info(malformed, CART, "a", "1", "a"),
            Diagnostic.info(malformed, CART, "a", "1", "b"),
            Diagnostic.error(malformed, CART, "a", "1", "a"),
            Diagnostic.info(malformed, CART, "a", "2", "a"),
            Diagnostic.info(malformed, CART, "b", "1", "a"),
            Diagnostic.info(DiagnosticCode.EMPTY_VALUE, CART, "a", "1", "a"),
            Diagnostic.info(malformed, SHOP, "a", "1", "a"));
    List<Diagnostic> shuffled = new ArrayList<>(ascending);
    Collections.shuffle(shuffled, new Random(31));
    Collections.sort(shuffled);
    assertEquals(ascending, shuffled);
  }

  @Test
  void compareTo_subjects_ordersByKindThenName() {
    Subject dot = new Subject(Subject.Kind.SERVICE, "shop-eu/shop/checkout");
    assertTrue(CART.compareTo(dot) < 0);
    assertTrue(dot.compareTo(SHOP) < 0);
    assertEquals("endpointslice", Subject.Kind.ENDPOINT_SLICE.text());
  }

  @ParameterizedTest
  @EnumSource(DiagnosticCode.class)
  void code_everyOne_hasACamelCaseTextOfItsOwnName(DiagnosticCode code) {
    assertEquals(code.name().replace("_", ""), code.text().toUpperCase(java.util.Locale.ROOT));
    assertTrue(code.text().matches("([A-Z][a-z0-9]+)+"), code.text());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void reason_everyOne_hasACamelCaseTextOfItsOwnName(Reason reason) {
    assertEquals(reason.name().replace("_", ""), reason.text().toUpperCase(java.util.Locale.ROOT));
    assertTrue(reason.text().matches("([A-Z][a-z0-9]+)+"), reason.text());
  }

  @Test
  void codesAndReasons_texts_areDistinct() {
    List<String> codes = Stream.of(DiagnosticCode.values()).map(DiagnosticCode::text).toList();
    assertEquals(codes.size(), new HashSet<>(codes).size());
    List<String> reasons = Stream.of(Reason.values()).map(Reason::text).toList();
    assertEquals(reasons.size(), new HashSet<>(reasons).size());
  }

  @Test
  void codes_onlyAForbiddenIntent_releasesItsRules() {
    List<DiagnosticCode> releasing =
        Stream.of(DiagnosticCode.values())
            .filter(code -> code.effect() == DiagnosticCode.Effect.RELEASES)
            .toList();
    assertEquals(List.of(DiagnosticCode.NOT_ALLOWED), releasing);
  }

  /** A Service whose intent cannot be used is held, with a reason that is not "all is well". */
  @ParameterizedTest
  @EnumSource(DiagnosticCode.class)
  void codes_thatHold_haveAReasonOtherThanProgrammed(DiagnosticCode code) {
    boolean well = code.reason() == Reason.PROGRAMMED || code.reason() == Reason.PENDING;
    assertFalse(code.effect() != DiagnosticCode.Effect.NONE && well, code.text());
  }

  @Test
  void diagnostic_textThatCannotBePrinted_isEscapedEverywhere() {
    Diagnostic diagnostic =
        Diagnostic.error(
            DiagnosticCode.MALFORMED_VALUE, CART, "k\u0007", "mpls\r\n", "says '\u202empls\n'");
    assertEquals("k\\u0007", diagnostic.key());
    assertEquals("mpls\\r\\n", diagnostic.value());
    assertEquals("says '\\u202empls\\n'", diagnostic.message());
  }

  @Test
  void diagnostic_plainText_staysAsItIs() {
    String text = "biz-internet, \"mpls\" é – ✓ \ud83d\ude00";
    assertEquals(text, Diagnostic.info(DiagnosticCode.ALIAS_USED, CART, "", "", text).message());
  }
}
