package dev.fairway.catalyst.simulator;

/** HTML pages that the product sends where a program would rather have JSON. */
final class HtmlPages {

  private static final String TYPE = "text/html;charset=UTF-8";

  private HtmlPages() {}

  static SimulatorResponse login() {
    return page(
        200,
        "Cisco Catalyst SD-WAN",
        "<div class=\"loginContainer\"><form name=\"loginForm\" method=\"POST\""
            + " action=\"j_security_check\"><input name=\"j_username\"/>"
            + "<input type=\"password\" name=\"j_password\"/></form></div>");
  }

  static SimulatorResponse notReady(int status) {
    return page(
        status,
        "Cisco Catalyst SD-WAN",
        "<div class=\"loginInnerContainer\"><img alt=\"vManage Server is not ready or temporarily"
            + " unavailable\"/></div>");
  }

  static SimulatorResponse error(int status, String words) {
    return page(status, "Error", words);
  }

  private static SimulatorResponse page(int status, String title, String body) {
    String text = "<html><head><title>" + title + "</title></head><body>" + body + "</body></html>";
    return SimulatorResponse.text(status, TYPE, text);
  }
}
