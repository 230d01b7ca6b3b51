package dev.fairway.operator.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The variables that Kubernetes puts into a pod for each Service of its namespace. Those of a
 * Service called {@code fairway-server} would look like settings: {@code
 * FAIRWAY_SERVER_PORT=tcp://10.96.0.7:80}.
 *
 * <p>Source: Kubernetes documentation, "Service", "Discovering services", "Environment variables".
 */
final class ServiceLinks {

  private static final String PORT = "_PORT";
  private static final String HOST = "_SERVICE_HOST";

  private final List<String> services;

  private ServiceLinks(List<String> services) {
    this.services = services;
  }

  /** Those that an environment holds. */
  static ServiceLinks in(Map<String, String> environment) {
    List<String> services = new ArrayList<>();
    environment.forEach(
        (variable, text) -> {
          String service = variable.replaceFirst(PORT + "$", "");
          if (variable.endsWith(PORT)
              && text.matches("(tcp|udp|sctp)://.*")
              && environment.containsKey(service + HOST)) {
            services.add(service);
          }
        });
    return new ServiceLinks(services);
  }

  /** True where the variable is one of them. */
  boolean contains(String variable) {
    return services.stream().anyMatch(service -> belongs(variable, service));
  }

  private static boolean belongs(String variable, String service) {
    if (!variable.startsWith(service)) {
      return false;
    }
    String rest = variable.substring(service.length());
    return rest.equals(HOST)
        || rest.equals(PORT)
        || rest.matches("_SERVICE_PORT(_[A-Z0-9_]+)?")
        || rest.matches("_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");
  }
}
