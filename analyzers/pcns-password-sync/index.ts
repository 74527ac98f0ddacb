import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const pcns = learn(
  '/microsoft-identity-manager/deploying-mim-password-change-notification-service-on-domain-controller',
)
const ecma = learn('/entra/identity/app-provisioning/on-premises-ecma-troubleshoot')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')
const sso = learn('/entra/identity/enterprise-apps/plan-sso-deployment')
const hashSync = learn('/entra/identity/hybrid/connect/whatis-phs')
const mim = learn('/microsoft-identity-manager/microsoft-identity-manager-2016')

export const meta: ScenarioMeta = {
  id: 'pcns-password-sync',
  number: 20,
  title: 'Password synchronization with PCNS',
  summary: 'Domain controllers send each changed password to the MIM synchronization server, which sets it elsewhere.',
  group: 'field',
  guideRow: '',
  documentation: [pcns, sso, hashSync],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The output of pcnscfg list on one domain controller of each domain',
      changes: 'tells whether passwords really leave the domain controllers, and to which server',
      kind: 'directory',
    },
    {
      what: 'How people sign in to each target (own password, LDAP bind, Kerberos, SAML)',
      changes: 'decides target by target what takes the place of the copied password',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-PCNS-001': strong(
      'Password synchronization is on, and {count} {count|connector|connectors} may receive passwords ({targets}).',
    ),
    'M2E-PCNS-002': medium('{sources} is a source of captured passwords.'),
    'M2E-PCNS-003': medium('The extension of {connectors} can set passwords.'),
    'M2E-PCNS-101': says(
      'target',
      'People sign in to {targets} through Entra or AD instead of with a copied password; Entra holds no readable password.',
      sso,
    ),
    'M2E-PCNS-111': says('reason', 'Nothing in Entra sends a password to another system.', howItWorks),
    'M2E-PCNS-112': says(
      'reason',
      '{target} is another AD forest: a trust, or people who are converted to the cloud, make the copy needless. Until then it stays, at the latest until 2029-01-09.',
      mim,
    ),
    'M2E-PCNS-113': says(
      'reason',
      '{target} ({kind}) keeps a password of its own until it signs people in through SAML, OIDC, Kerberos or an LDAP bind to AD; at the latest until 2029-01-09.',
      mim,
    ),
    'M2E-PCNS-114': says('reason', '{target} is the tenant: password hash sync from AD takes its place.', hashSync),
    'M2E-PCNS-201': blocks('The ECMA Connector Host and every provisioning job refuse passwords.', ecma),
    'M2E-PCNS-202': blocks('Passwords go to {connectors} over a connection that is not secure today.', pcns),
    'M2E-PCNS-301': says('loss', 'One password for systems that cannot use single sign-on.'),
    'M2E-PCNS-401': says('prerequisite', 'For each target its owner and the ways of signing in it offers.'),
    'M2E-PCNS-402': says(
      'prerequisite',
      'The export names no partition as a source of captured passwords: ask whether PCNS runs on the domain controllers (pcnscfg list), or whether the flags serve password reset only.',
      pcns,
    ),
    'M2E-PCNS-501': says('hand-step', 'Change the sign-in of each target.', sso),
    'M2E-PCNS-502': says(
      'hand-step',
      'Remove PCNS from every domain controller (MSI and restart) once no target is left.',
      pcns,
    ),
    'M2E-PCNS-601': says('driver', '{count} {count|target receives|targets receive} passwords.'),
    'M2E-PCNS-602': says('driver', '{count} {count|target has|targets have} an extension that sets passwords.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
