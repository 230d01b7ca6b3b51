#!/usr/bin/env bash
# Guess, written down before the run: io.fabric8:zjsonpatch, which fabric8's Kubernetes client brings and uses to make the JSON Patches
#   of `edit`, applies a patch as RFC 6902 says: every operation whose target does not exist is an error, and a patch that cannot be
#   applied is one kind of exception.
# True for 7.8.0: `remove` of a member that is not there is done without a word, where kube-apiserver answers 422 for the same patch and
#   where `replace` of the same path is refused; so a patch that passes in a test by this library can fail in a cluster. A path whose
#   array index is no number throws IllegalStateException, and a path without its first '/' IllegalArgumentException: neither is the
#   JsonPatchException that a caller catches.
# Who meets it: fakes, mocks and admission tests that apply patches with it.
# Source: RFC 6902 section 4.2 ("The target location MUST exist for the operation to be successful").
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
    <dependency><groupId>io.fabric8</groupId><artifactId>zjsonpatch</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.LinkedHashMap;
import java.util.Map;

public class Finding {
  public static void main(String[] args) throws Exception {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("{\"op\":\"remove\",\"path\":\"/none\"}", "{\"list\":[\"a\"]}");
    wanted.put("{\"op\":\"replace\",\"path\":\"/none\",\"value\":1}", "JsonPatchException");
    wanted.put("{\"op\":\"add\",\"path\":\"/list/x\",\"value\":1}", "IllegalStateException");
    wanted.put("{\"op\":\"add\",\"path\":\"none\",\"value\":1}", "IllegalArgumentException");
    System.out.println("zjsonpatch " + args[0] + " on {\"list\":[\"a\"]}");
    boolean same = true;
    for (Map.Entry<String, String> patch : wanted.entrySet()) {
      String got = apply(patch.getKey());
      same &= got.equals(patch.getValue());
      System.out.println(patch.getKey() + " -> " + got);
    }
    System.out.println(same ? "as described" : "CHANGED");
    System.exit(same ? 0 : 1);
  }

  static String apply(String operation) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode patch = mapper.readTree("[" + operation + "]");
    try {
      return JsonPatch.apply(patch, mapper.readTree("{\"list\":[\"a\"]}")).toString();
    } catch (RuntimeException refused) {
      return refused.getClass().getSimpleName();
    }
  }
}
JAVA
java -cp 'lib/*' Finding.java "$version"
