import { describe, expect, it } from 'vitest'
import type { CodeFacts, ExtensionEntryPoint, ExtensionSource } from '../../model/index.js'
import { readSources } from './testing.js'

const extension = `using System;
using System.Data.SqlClient;
using Microsoft.MetadirectoryServices;

namespace Mms_ManagementAgent_HR
{
    // "case" in a comment: case "never":
    public static class Names { public const string Mail = "mail"; public static readonly string Prefix = "flow" + "."; }
    enum Flow { status, Überstunden }

    public class MAExtensionObject : IMASynchronization
    {
        private const string AD = "Corp AD";
        void IMASynchronization.Initialize() { }
        void IMASynchronization.Terminate() { }

        bool IMASynchronization.ShouldProjectToMV(CSEntry csentry, out string MVObjectType)
        {
            MVObjectType = "person";
            return csentry["employeeID"].IsPresent;
        }
        DeprovisionAction IMASynchronization.Deprovision(CSEntry csentry)
        {
            if (csentry.ObjectType == "contractor") return DeprovisionAction.Disconnect;
            return DeprovisionAction.Delete;
        }
        bool IMASynchronization.FilterForDisconnection(CSEntry csentry) { throw new EntryPointNotImplementedException(); }

        void IMASynchronization.MapAttributesForImport(string FlowRuleName, CSEntry csentry, MVEntry mventry)
        {
            switch (FlowRuleName)
            {
                case "cd.row:first->displayName":
                case "displayName2":
                    mventry["displayName"].Value = csentry["first"].Value + " " + csentry["last"].Value;
                    break;
                case Names.Mail:
                    Copy(csentry, "e-mail", mventry, "mail");
                    break;
                case "ou":
                    switch (csentry.ObjectType)
                    {
                        case "row": mventry["ou"].Value = Lookup(csentry["dept"].Value); break;
                        default: throw new UnexpectedDataException("row expected");
                    }
                    break;
                default:
                    if (FlowRuleName.Equals("grade", StringComparison.OrdinalIgnoreCase)) { mventry["grade"].IntegerValue = csentry["grade"].IntegerValue; }
                    else if (FlowRuleName.ToLower() == "active" || "enabled".Equals(FlowRuleName)) mventry["active"].BooleanValue = !csentry["end"].IsPresent;
                    else if (FlowRuleName.StartsWith("upper:")) mventry["x"].Value = csentry["x"].Value.ToUpper();
                    else throw new EntryPointNotImplementedException();
                    break;
            }
        }

        void IMASynchronization.MapAttributesForExport(string FlowRuleName, MVEntry mventry, CSEntry csentry)
        {
            Dispatch(FlowRuleName, mventry, csentry);
        }

        private void Dispatch(string name, MVEntry mv, CSEntry cs)
        {
            Flow flow;
            if (Enum.TryParse(name, out flow)) {
                switch (flow) { case Flow.status: cs["userAccountControl"].IntegerValue |= 2; break; case Flow.Überstunden: cs["hours"].Value = mv["hours"].Value; break; }
            }
            var text = name switch { "city" => mv["l"].Value, "post" or "zip" => mv["postalCode"].Value, _ => throw new DeclineMappingException() };
        }

        private static void Copy(CSEntry from, string source, MVEntry to, string target)
        {
            if (from[source].IsPresent) to[target].Value = from[source].Value; else to[target].Delete();
        }

        private string Lookup(string code)
        {
            using (SqlConnection c = new SqlConnection("Server=x;Password=hunter2hunter2")) { c.Open(); }
            return Lookup(code);
        }

        void IMASynchronization.MapAttributesForJoin(string FlowRuleName, CSEntry csentry, ref ValueCollection values) { values.Add(csentry["id"].Value); }
        bool IMASynchronization.ResolveJoinSearch(string joinCriteriaName, CSEntry csentry, MVEntry[] rgmventry, out int imventry, ref string MVObjectType)
        {
            imventry = -1;
            foreach (MVEntry candidate in rgmventry) { if (candidate["employeeID"].Value == csentry["id"].Value) imventry++; }
            return rgmventry[0]["sn"].IsPresent;
        }
    }
}`

function entry(source: ExtensionSource | undefined, method: string): ExtensionEntryPoint {
  const found = source?.classes.flatMap((item) => item.entryPoints).find((item) => item.method === method)
  if (found === undefined) throw new Error(`no ${method}`)
  return found
}

function uses(list: CodeFacts['reads']): readonly string[] {
  return list.map(({ side, attribute }) => `${side === 'connector' ? 'cs' : 'mv'}.${attribute}`)
}

describe('a rules extension in C#', async () => {
  const { sources, notices, counts } = await readSources({ 'code/HR.cs': extension })
  const [source] = sources

  it('finds the entry points and says which are implemented', () => {
    expect(source?.classes.map((item) => [item.name, item.interfaces])).toEqual([
      ['MAExtensionObject', ['IMASynchronization']],
    ])
    expect(source?.namespaces).toEqual(['Mms_ManagementAgent_HR'])
    const methods = source?.classes[0]?.entryPoints.map((item) => [item.method, item.implemented])
    expect(methods).toEqual([
      ['Initialize', false],
      ['Terminate', false],
      ['ShouldProjectToMV', true],
      ['Deprovision', true],
      ['FilterForDisconnection', false],
      ['MapAttributesForImport', true],
      ['MapAttributesForExport', true],
      ['MapAttributesForJoin', true],
      ['ResolveJoinSearch', true],
    ])
    expect(notices).toEqual([])
    expect(counts[0]?.unknown).toBe(0)
  })

  it('finds flow rule names in switches, constants, if chains and comparisons', () => {
    const { rules } = entry(source, 'MapAttributesForImport')
    expect(rules.map(({ name, match, ignoresCase, lines }) => [name, match, ignoresCase, lines.from])).toEqual([
      ['cd.row:first->displayName', 'exact', false, 33],
      ['displayName2', 'exact', false, 33],
      ['mail', 'exact', false, 37],
      ['ou', 'exact', false, 40],
      ['grade', 'exact', true, 48],
      ['active', 'exact', true, 49],
      ['enabled', 'exact', false, 49],
      ['upper:', 'prefix', false, 50],
    ])
  })

  it('follows attributes through helper methods', () => {
    const rules = new Map(entry(source, 'MapAttributesForImport').rules.map((rule) => [rule.name, rule.facts]))
    expect(uses(rules.get('displayName2')?.reads ?? [])).toEqual(['cs.first', 'cs.last'])
    expect(uses(rules.get('mail')?.reads ?? [])).toEqual(['cs.e-mail'])
    expect(uses(rules.get('mail')?.writes ?? [])).toEqual(['mv.mail'])
    expect(rules.get('mail')?.helpers).toEqual(['Copy'])
    expect(uses(rules.get('ou')?.reads ?? [])).toEqual(['cs.[object-type]', 'cs.dept'])
    expect(rules.get('ou')?.outside.map(({ system, by, at }) => [system, by, at.line])).toEqual([
      ['sql', 'SqlConnection', 77],
    ])
    expect(rules.get('ou')?.throws.map((item) => item.exception)).toEqual(['UnexpectedDataException'])
  })

  it('follows the rule name into helpers, enumerations and switch expressions', () => {
    const { rules } = entry(source, 'MapAttributesForExport')
    expect(rules.map((rule) => [rule.name, uses(rule.facts.reads), uses(rule.facts.writes)])).toEqual([
      ['status', ['cs.userAccountControl'], ['cs.userAccountControl']],
      ['Überstunden', ['mv.hours'], ['cs.hours']],
      ['city', ['mv.l'], []],
      ['post', ['mv.postalCode'], []],
      ['zip', ['mv.postalCode'], []],
    ])
    expect(entry(source, 'MapAttributesForExport').facts.throws.map((item) => item.exception)).toEqual([
      'DeclineMappingException',
    ])
  })

  it('reads decisions', () => {
    expect(entry(source, 'ShouldProjectToMV').facts.outcomes).toMatchObject([
      { kind: 'metaverse-type', text: 'person' },
    ])
    expect(entry(source, 'Deprovision').facts.outcomes.map((item) => item.text)).toEqual(['Disconnect', 'Delete'])
    expect(uses(entry(source, 'ResolveJoinSearch').facts.reads)).toEqual(['mv.employeeID', 'cs.id', 'mv.sn'])
  })

  it('keeps no secret of the code', () => {
    expect(JSON.stringify(sources)).not.toContain('hunter2')
  })
})

const metaverse = `using Microsoft.MetadirectoryServices;
public class MVExtensionObject : IMVSynchronization {
  void IMVSynchronization.Provision(MVEntry mventry) {
    ConnectedMA agent = mventry.ConnectedMAs["Corp AD"];
    if (mventry.ObjectType.ToLower() == "person" && agent.Connectors.Count == 0) {
      CSEntry csentry = agent.Connectors.StartNewConnector("user");
      ReferenceValue dn = agent.EscapeDNComponent("CN=" + mventry["displayName"].Value).Concat("OU=People,DC=contoso,DC=com"); csentry.DN = dn;
      csentry["unicodePwd"].Values.Add("Summer2024!");
      csentry["sAMAccountName"].Value = mventry["accountName"].Value;
      csentry.CommitNewConnector();
      MVEntry[] found = Utils.FindMVEntries("mail", mventry["mail"].Value, 1);
    }
    else agent.Connectors.ByIndex[0].Deprovision();
    mventry.ConnectedMAs.DeprovisionAll();
  }
  bool IMVSynchronization.ShouldDeleteFromMV(CSEntry csentry, MVEntry mventry) { return false; }
}`

it('reads provisioning without its passwords', async () => {
  const { sources, notices } = await readSources({ 'MV.cs': metaverse })

  const { facts } = entry(sources[0], 'Provision')
  expect(facts.provisions).toEqual([
    {
      connector: 'Corp AD',
      objectType: 'user',
      dn: 'agent.EscapeDNComponent("CN=" + mventry["displayName"].Value).Concat("OU=People,DC=contoso,DC=com")',
      initialAttributes: ['unicodePwd', 'sAMAccountName'],
      setsPassword: true,
      passwordInCode: true,
      committed: true,
      at: { file: 'MV.cs', path: '', line: 6 },
    },
  ])
  expect(facts.outside.map((item) => [item.system, item.at.line])).toEqual([['metaverse-search', 11]])
  expect(facts.outcomes.map((item) => item.text)).toEqual(['Corp AD', '*'])
  expect(notices.map((item) => [item.id, item.at.line])).toEqual([['M2E-READ-072', 8]])
  expect(JSON.stringify([sources, notices])).not.toContain('Summer2024')
})

it('knows constants and helpers of the other files of its project, and the assembly', async () => {
  const { sources, notices } = await readSources(
    {
      'src/Ext.cs':
        'using Microsoft.MetadirectoryServices; namespace N { public partial class MAExtensionObject : IMASynchronization { public void MapAttributesForExport(string rule, MVEntry mv, CSEntry cs) { switch (rule) { case Rules.A: Helper.Set(cs, mv); break; case Elsewhere.B: break; } } } }',
      'src/util/Helper.cs':
        'namespace N { static class Rules { public const string A = "alpha"; } static class Helper { internal static void Set(CSEntry c, MVEntry m) { c[Rules.A].Value = m["b"].Value; } } }',
    },
    [{ kind: 'extension-project', assembly: 'Contoso.HR', folder: 'src/', at: { file: 'src/HR.csproj', path: '' } }],
  )

  expect(sources.map((item) => item.assembly)).toEqual(['Contoso.HR', 'Contoso.HR'])
  const [rule] = entry(sources[0], 'MapAttributesForExport').rules
  expect([rule?.name, uses(rule?.facts.writes ?? []), rule?.facts.writes[0]?.at.file]).toEqual([
    'alpha',
    ['cs.alpha'],
    'src/util/Helper.cs',
  ])
  expect(notices.map((item) => item.id)).toEqual(['M2E-READ-073'])
})

it('reads the whole part of a broken source and names the lines of the rest', async () => {
  const broken = extension.replace('mventry["ou"].Value = Lookup', 'mventry["ou".Value = = Lookup')

  const { sources, notices } = await readSources({ 'HR.cs': broken })

  expect(entry(sources[0], 'MapAttributesForImport').rules.length).toBeGreaterThan(4)
  expect(notices.map((item) => item.id)).toEqual(['M2E-READ-070'])
  expect(sources[0]?.unreadable.length).toBeGreaterThan(0)
})

it('reads both sides of conditional compilation, and says where names are taken apart', async () => {
  const { sources, notices } = await readSources({
    'X.cs': `using Microsoft.MetadirectoryServices;
class X : IMASynchronization {
#if DEBUG
  public void MapAttributesForImport(string n, CSEntry c, MVEntry m) {
    switch (n) {
#if OLD
      case "old": m["o"].Value = "1"; break;
#endif
      case "new": m["n"].Value = "1"; break;
    }
  }
#endif
  public void MapAttributesForExport(string n, MVEntry m, CSEntry c) {
    switch (n.Split(':')[0]) { case "x": break; }
    table[n](m, c);
  }
}`,
  })

  expect(entry(sources[0], 'MapAttributesForImport').rules.map((rule) => rule.name)).toEqual(['old', 'new'])
  expect(notices.map((notice) => [notice.id, notice.at.line])).toEqual([
    ['M2E-READ-073', 14],
    ['M2E-READ-073', 15],
  ])
})

it('keeps what fields and locals begin with apart from what changes', async () => {
  const { sources, notices } = await readSources({
    'MV.cs': `using Microsoft.MetadirectoryServices;
public class MVExtensionObject : IMVSynchronization {
  private string agent = "Corp AD"; static string other = "LDS"; string config = "start";
  public void Initialize() { this.config = Read(); }
  public void Provision(MVEntry mv) { A(mv); B(mv); }
  void A(MVEntry mv) { const string Type = "user"; CSEntry cs; cs = mv.ConnectedMAs[agent].Connectors.StartNewConnector(Type); cs["unicodePwd"].Value = Settings.Get("InitialPassword"); cs.CommitNewConnector(); }
  void B(MVEntry mv) { const string Type = "contact"; CSEntry cs = null; cs = Make(mv.ConnectedMAs[config]); cs["x"].Value = "1"; mv.ConnectedMAs[other].Connectors.StartNewConnector(Type); throw (new UnexpectedDataException("x")); }
}`,
  })

  const { facts } = entry(sources[0], 'Provision')
  expect(
    facts.provisions.map((call) => [call.connector, call.objectType, call.setsPassword, call.passwordInCode]),
  ).toEqual([
    ['Corp AD', 'user', true, false],
    ['LDS', 'contact', false, false],
  ])
  expect(uses(facts.writes)).toEqual(['cs.unicodePwd', 'cs.x'])
  expect(facts.throws.map((thrown) => thrown.exception)).toEqual(['UnexpectedDataException'])
  expect(notices).toEqual([])
})
