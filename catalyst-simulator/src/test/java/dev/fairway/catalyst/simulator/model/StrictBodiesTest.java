package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are refused, each for one reason. */
class StrictBodiesTest {

  private final SteeredModelFixture shop = new SteeredModelFixture(FabricSeed.demo());
  private final ModelFixture fixture = shop.fixture;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          site | {'name':'n','type':'site','entries':[{'siteId':'0'}]}
          site | {'name':'n','type':'site','entries':[{'siteId':100}]}
          site | {'name':'n','type':'site','entries':[{'siteId':'20-10'}]}
          site | {'name':'n','type':'site','entries':[]}
          site | {'name':'n','type':'site'}
          site | {'name':'n','type':'vpn','entries':[{'siteId':'100'}]}
          site | {'name':'n','type':'site','entries':[{'siteId':'100','colour':'x'}]}
          site | {'name':'n','type':'site','rank':1,'entries':[{'siteId':'100'}]}
          site | {'name':'with space','type':'site','entries':[{'siteId':'100'}]}
          site | {'name':'with.dot','type':'site','entries':[{'siteId':'100'}]}
          site | {'name':'a23456789-123456789-123456789-123','type':'site','entries':[{'siteId':'1'}]}
          vpn | {'name':'n','type':'vpn','entries':[{'vpn':'65531'}]}
          dataprefix | {'name':'n','type':'dataPrefix','entries':[{'ipPrefix':'10.0.0.1'}]}
          dataprefix | {'name':'n','type':'dataPrefix','entries':[{'ipPrefix':'10.0.0.1/8'}]}
          dataprefix | {'name':'n','type':'dataPrefix','entries':[{'ipPrefix':'fd00::/8'}]}
          dataipv6prefix | {'name':'n','type':'dataIpv6Prefix','entries':[{'ipv6Prefix':'10.0.0.0/8'}]}
          color | {'name':'n','type':'color','entries':[{'color':'satellite'}]}
          class | {'name':'n','type':'class','entries':[{'queue':'8'}]}
          class | {'name':'n','type':'class','entries':[{'queue':'1'},{'queue':'2'}]}
          sla | {'name':'n','type':'sla','entries':[{'latency':'150.5'}]}
          sla | {'name':'n','type':'sla','entries':[{}]}
          tloc | {'name':'n','type':'tloc','entries':[{'tloc':'10.0.0.1','color':'mpls','encap':'none'}]}
          app | {'name':'n','type':'app','entries':[{'app':'a','appFamily':'b'}]}
          policer | {'name':'n','type':'policer','entries':[{'burst':'1','exceed':'drop','rate':'8'}]}
          preferredcolorgroup | {'name':'n','type':'preferredColorGroup','entries':[{'primaryPreference':{}}]}
          preferredcolorgroup | {'name':'n','type':'preferredColorGroup','entries':[{'primaryPreference':{'colorPreference':'mpls'},'tertiaryPreference':{'colorPreference':'lte'}}]}
          """)
  void list_thatIsWrong_isRefused(String token, String body) {
    fixture.refused("POST", ModelFixture.LISTS + token, body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dataipv6prefix | {'name':'n','type':'dataIpv6Prefix','entries':[{'ipv6Prefix':'fd00::/8'}]}
          sla | {'name':'n','type':'sla','entries':[{'latency':'150','fallbackBestTunnel':{'criteria':'loss-latency','lossVariance':'1'}}]}
          tloc | {'name':'n','type':'tloc','entries':[{'tloc':'10.0.0.1','color':'mpls','encap':'ipsec','preference':'100'}]}
          prefix | {'name':'n','type':'prefix','entries':[{'ipPrefix':'10.0.0.0/8','ge':'16','le':'24'}]}
          policer | {'name':'n','type':'policer','entries':[{'burst':'15000','exceed':'remark','rate':'8'}]}
          class | {'name':'n','type':'class','entries':[{'queue':'3'}]}
          color | {'name':'n','type':'color','entries':[{'color':'3g'}]}
          preferredcolorgroup | {'name':'n','type':'preferredColorGroup','entries':[{'primaryPreference':{'colorPreference':'mpls lte','pathPreference':'all-paths'},'secondaryPreference':{'colorPreference':'3g','pathPreference':'all-paths'},'tertiaryPreference':{}}]}
          """)
  void list_thatIsRight_isKept(String token, String body) {
    assertFalse(fixture.list(token, body).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field':'destinationPort','value':'70000'}",
        "{'field':'destinationPort','value':'80,443'}",
        "{'field':'destinationPort','value':80}",
        "{'field':'protocol','value':'tcp'}",
        "{'field':'protocol','value':'256'}",
        "{'field':'dscp','value':'64'}",
        "{'field':'dscp','value':46}",
        "{'field':'sourceIp','value':'fd00::/8'}",
        "{'field':'sourceIpv6','value':'fd00::/8'}",
        "{'field':'sourceDataPrefixList','ref':'10000000-0000-4000-8000-00000000dead'}",
        "{'field':'sourceDataPrefixList','value':'10.0.0.0/8'}",
        "{'field':'saasAppList','ref':'x'}",
        "{'field':'weather','value':'fine'}",
        "{'field':'protocol','value':'6'},{'field':'protocol','value':'17'}"
      })
  void match_thatIsWrong_isRefused(String entries) {
    refusedDefinition(
        """
        {'sequenceId':1,'sequenceName':'Custom','baseAction':'accept','sequenceType':'data',
         'sequenceIpType':'ipv4','match':{'entries':[%s]},'actions':[]}"""
            .formatted(entries));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'count','parameter':'a-name-longer-than-20-letters'}",
        "{'type':'log','parameter':'yes'}",
        "{'type':'dance','parameter':''}",
        "{'type':'set','parameter':[]}",
        "{'type':'set','parameter':[{'field':'localTlocList','value':{'color':'copper','encap':'ipsec'}}]}",
        "{'type':'set','parameter':[{'field':'localTlocList','value':{'color':'mpls','encap':'ipsec','restrict':'true'}}]}",
        "{'type':'set','parameter':[{'field':'localTlocList','value':{'color':'mpls'}}]}",
        "{'type':'set','parameter':[{'field':'dscp','value':46}]}",
        "{'type':'set','parameter':[{'field':'tlocList','ref':'x'}]}",
        "{'type':'set','parameter':[{'field':'preferredColorGroup','ref':'nothing'}]}",
        "{'type':'sig','parameter':''},{'type':'nat','parameter':{'field':'pool','value':'1'}}",
        "{'type':'count','parameter':'a'},{'type':'count','parameter':'b'}"
      })
  void action_thatIsWrong_isRefused(String actions) {
    refusedDefinition(
        """
        {'sequenceId':1,'sequenceName':'Custom','baseAction':'accept','sequenceType':'data',
         'sequenceIpType':'ipv4','match':{'entries':[]},'actions':[%s]}"""
            .formatted(actions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sequenceId':'1','sequenceName':'C','baseAction':'accept','sequenceType':'data','match':{'entries':[]},'actions':[]}",
        "{'sequenceId':65535,'sequenceName':'C','baseAction':'accept','sequenceType':'data','match':{'entries':[]},'actions':[]}",
        "{'sequenceId':1,'baseAction':'accept','sequenceType':'data','match':{'entries':[]},'actions':[]}",
        "{'sequenceId':1,'sequenceName':'C','sequenceType':'data','match':{'entries':[]},'actions':[]}",
        "{'sequenceId':1,'sequenceName':'C','baseAction':'accept','sequenceType':'data','actions':[]}",
        "{'sequenceId':1,'sequenceName':'C','baseAction':'accept','sequenceType':'data','match':{'entries':[]},'actions':[],'note':'x'}",
        "{'sequenceId':1,'sequenceName':'C','baseAction':'drop','sequenceType':'data','match':{'entries':[]},'actions':[{'type':'set','parameter':[{'field':'dscp','value':'46'}]}]}"
      })
  void sequence_thatIsWrong_isRefused(String sequence) {
    refusedDefinition(sequence);
  }

  @Test
  void sequences_withOneIdTwice_areRefused() {
    refusedDefinition(shop.sequence("mpls") + "," + shop.sequence("lte"));
  }

  @Test
  void definition_withoutDefaultAction_isRefused() {
    fixture.refused(
        "POST",
        ModelFixture.DEFINITIONS + "data",
        "{'name':'n','type':'data','description':'d','sequences':[]}");
  }

  @Test
  void definition_withoutSequences_isKept() {
    assertFalse(fixture.definition("none", "").isEmpty());
  }

  private void refusedDefinition(String sequences) {
    fixture.refused(
        "POST", ModelFixture.DEFINITIONS + "data", ModelFixture.definitionBody("wrong", sequences));
  }

  @Test
  void assembly_thatIsWrong_isRefused() {
    String good = ModelFixture.item(shop.definition, shop.sites, shop.vpns);
    refusedPolicy(good + "," + good);
    refusedPolicy(good.replace("service", "upwards"));
    refusedPolicy(good.replace("'data'", "'appRoute'"));
    refusedPolicy(ModelFixture.item(shop.definition, shop.vpns, shop.vpns));
    refusedPolicy(ModelFixture.item(shop.shopList, shop.sites, shop.vpns));
    refusedPolicy("{'definitionId':'%s','type':'data','entries':[]}".formatted(shop.definition));
  }

  private void refusedPolicy(String assembly) {
    fixture.refused("POST", ModelFixture.POLICIES, ModelFixture.policyBody("wrong", assembly));
  }

  @Test
  void policy_whoseAssemblyIsAString_isRefused() {
    fixture.refused(
        "POST",
        ModelFixture.POLICIES,
        """
        {'policyName':'n','policyDescription':'d','policyType':'feature',
         'policyDefinition':'{}'}""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field':'preferredColor','value':'mpls'}",
        "{'field':'preferredColor','value':'mpls lte'},{'field':'strict'}",
        "{'field':'fallbackToBestPath'}"
      })
  void slaClass_thatIsRight_isKept(String parameters) {
    fixture.done("POST", ModelFixture.DEFINITIONS + "approute", appRoute(parameters));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field':'name','ref':'nothing'}",
        "{'field':'preferredColor','value':'copper'}",
        "{'field':'strict','value':'true'}",
        "{'field':'strict'},{'field':'fallbackToBestPath'}",
        "{'field':'preferredColor','value':'mpls'},{'field':'preferredColor','value':'lte'}",
        "{'field':'lenient'}"
      })
  void slaClass_thatIsWrong_isRefused(String parameters) {
    fixture.refused("POST", ModelFixture.DEFINITIONS + "approute", appRoute(parameters));
  }

  @Test
  void appRoute_hasNoBaseAction() {
    fixture.refused(
        "POST",
        ModelFixture.DEFINITIONS + "approute",
        appRoute("{'field':'strict'}").replace("'match'", "'baseAction':'accept','match'"));
  }

  private static String appRoute(String parameters) {
    return """
        {'name':'ar','type':'appRoute','description':'d','sequences':[
          {'sequenceId':1,'sequenceName':'App Route','sequenceType':'appRoute',
           'match':{'entries':[]},'actions':[{'type':'slaClass','parameter':[%s]}]}]}"""
        .formatted(parameters);
  }
}
