#!/usr/bin/env bash
# Guess, written down before the run: io.fabric8:kubernetes-client reads a kubeconfig as kubectl does, so a user's `tokenFile`
#   becomes the bearer token of its requests, and a user's `as` and `as-groups` become the impersonation headers.
# True for 7.8.0: both are passed over without a word. The request goes out with no Authorization header at all (the API server
#   takes it for system:anonymous), or as the user whose token stands there, with that user's own rights instead of the narrower
#   ones that `as` names. A `token` in the same place is read, and the same words given to ConfigBuilder are sent.
# Who meets it: whoever hands a kubeconfig to a program made with this client: service accounts mounted as files, CI jobs that
#   work `as` a user with fewer rights.
# Source: kubeconfig (v1) reference of Kubernetes, AuthInfo: tokenFile, as, as-groups.
# Needs a JDK 17+ and Maven. Exits 0 while it is so, and 1 where that changed.
set -euo pipefail
version=7.8.0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.fabric8</groupId><artifactId>kubernetes-client</artifactId><version>$version</version>
      <exclusions><exclusion><groupId>io.fabric8</groupId><artifactId>kubernetes-httpclient-vertx</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>io.fabric8</groupId><artifactId>kubernetes-httpclient-jdk</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Version;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

public class Finding {
  static volatile String seen;

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen =
              "Authorization " + exchange.getRequestHeaders().getFirst("Authorization")
                  + ", Impersonate-User " + exchange.getRequestHeaders().getFirst("Impersonate-User");
          byte[] body =
              "{\"kind\":\"NamespaceList\",\"apiVersion\":\"v1\",\"items\":[]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(Path.of("token"), "from-the-file");
    System.out.println("kubernetes-client " + Version.clientVersion());
    String file = ask(url, "tokenFile: " + Path.of("token").toAbsolutePath());
    String as = ask(url, "token: inline\n    as: jane\n    as-groups: [developers]");
    ask(url, "token: inline");
    Config built =
        new ConfigBuilder(Config.empty()).withMasterUrl(url).withOauthToken("inline")
            .withImpersonateUsername("jane").build();
    System.out.println("ConfigBuilder, jane      -> " + request(built));
    server.stop(0);
    boolean same =
        file.equals("Authorization null, Impersonate-User null")
            && as.equals("Authorization Bearer inline, Impersonate-User null");
    System.out.println(same ? "as described" : "CHANGED");
    System.exit(same ? 0 : 1);
  }

  static String ask(String url, String user) {
    String text =
        "apiVersion: v1\nkind: Config\ncurrent-context: c\n"
            + "clusters: [{name: k, cluster: {server: '" + url + "'}}]\n"
            + "contexts: [{name: c, context: {cluster: k, user: u}}]\n"
            + "users:\n- name: u\n  user:\n    " + user + "\n";
    String answer = request(Config.fromKubeconfig(text));
    System.out.println(user.replaceAll("\\s+", " ").replaceAll("/\\S*/", "") + " -> " + answer);
    return answer;
  }

  static String request(Config config) {
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      client.namespaces().list();
    }
    return seen;
  }
}
JAVA
env -i PATH="$PATH" HOME="$dir" java -cp 'lib/*' Finding.java
