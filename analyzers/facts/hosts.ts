import type { Connector, Estate, Provenance } from '../../src/model/index.js'

/** A server named in a connector's connectivity parameters. */
export interface Host {
  readonly name: string
  /** `known-cloud`: a cloud product's own domain; `internal`: private range, no dot, internal suffix, an AD forest's. */
  readonly place: 'known-cloud' | 'internal' | 'internet'
  /** Product, for `known-cloud`. */
  readonly product: string
  readonly at: Provenance
}

const cloudDomains: readonly (readonly [suffix: string, product: string])[] = [
  ['salesforce.com', 'Salesforce'],
  ['force.com', 'Salesforce'],
  ['service-now.com', 'ServiceNow'],
  ['servicenow.com', 'ServiceNow'],
  ['workday.com', 'Workday'],
  ['myworkday.com', 'Workday'],
  ['successfactors.com', 'SAP SuccessFactors'],
  ['successfactors.eu', 'SAP SuccessFactors'],
  ['sapsf.com', 'SAP SuccessFactors'],
  ['sapsf.eu', 'SAP SuccessFactors'],
  ['ondemand.com', 'SAP cloud'],
  ['ariba.com', 'SAP Ariba'],
  ['concursolutions.com', 'SAP Concur'],
  ['oraclecloud.com', 'Oracle cloud'],
  ['bamboohr.com', 'BambooHR'],
  ['personio.de', 'Personio'],
  ['personio.com', 'Personio'],
  ['adp.com', 'ADP'],
  ['ultipro.com', 'UKG'],
  ['hibob.com', 'HiBob'],
  ['googleapis.com', 'Google'],
  ['google.com', 'Google'],
  ['okta.com', 'Okta'],
  ['slack.com', 'Slack'],
  ['zoom.us', 'Zoom'],
  ['zendesk.com', 'Zendesk'],
  ['atlassian.com', 'Atlassian'],
  ['atlassian.net', 'Atlassian'],
  ['box.com', 'Box'],
  ['dropboxapi.com', 'Dropbox'],
  ['docusign.net', 'DocuSign'],
  ['coupahost.com', 'Coupa'],
  ['github.com', 'GitHub'],
]

const hrProducts = new Set(['Workday', 'BambooHR', 'Personio', 'ADP', 'UKG', 'HiBob', 'Oracle cloud'])

export function isCloudHrProduct(product: string): boolean {
  return hrProducts.has(product)
}

const internalSuffixes = ['.local', '.lan', '.internal', '.intra', '.intranet', '.corp', '.home', '.arpa', '.test']

function isPrivateAddress(name: string): boolean {
  return /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)\d/.test(name)
}

function isUnder(name: string, domain: string): boolean {
  return domain !== '' && (name === domain || name.endsWith(`.${domain}`))
}

/** Hosts in web addresses, and in parameters that are named for a host or server. Script texts are not searched. */
function hostNames(name: string, value: string): readonly string[] {
  if (value.includes('\n') || value.length > 500) return []
  const fromUrl = [...value.matchAll(/\b(?:https?|ldaps?|wss?):\/\/([^/\s:;,?#"'<>]+)/gi)].flatMap(
    (match) => match[1] ?? [],
  )
  if (fromUrl.length > 0) return fromUrl
  const isHostParameter = /\b(host|server|url|endpoint|address|instance)\b/i.test(name)
  const bare = value.trim().replace(/:\d+$/, '')
  return isHostParameter && /^[a-z0-9][a-z0-9.-]*$/i.test(bare) ? [bare] : []
}

export function placeOf(name: string, internalDomains: readonly string[]): Pick<Host, 'place' | 'product'> {
  const host = name.toLowerCase()
  const cloud = cloudDomains.find(([suffix]) => isUnder(host, suffix))
  if (cloud !== undefined) return { place: 'known-cloud', product: cloud[1] }
  const isInternal =
    !host.includes('.') ||
    isPrivateAddress(host) ||
    internalSuffixes.some((suffix) => host.endsWith(suffix)) ||
    internalDomains.some((domain) => isUnder(host, domain))
  return { place: isInternal ? 'internal' : 'internet', product: '' }
}

/** Hosts a connector's parameters name. Forests of the estate's AD connectors count as internal domains. */
export function hostsOf(estate: Estate, connector: Connector): readonly Host[] {
  const domains = estate.servers
    .flatMap((server) => server.connectors)
    .filter((item) => item.kind === 'active-directory' || item.kind === 'active-directory-gal')
    .map((item) => item.connection.target.toLowerCase())
  const parameters = connector.connection.extensible?.parameters ?? []
  const settings = connector.connection.settings
  const hosts = [...parameters, ...settings].flatMap((item) =>
    hostNames(item.name, item.value.value ?? '').map(
      (name): Host => ({
        name: name.toLowerCase(),
        ...placeOf(name, domains),
        at: item.at,
      }),
    ),
  )
  return hosts.filter((host, index) => hosts.findIndex((other) => other.name === host.name) === index)
}

/** Cloud products whose own domain a script of the connector names. */
export function cloudProductsInScripts(connector: Connector): readonly Host[] {
  const parameters = connector.connection.extensible?.parameters ?? []
  const found = parameters
    .filter((item) => (item.value.value ?? '').includes('\n'))
    .flatMap((item) =>
      [...(item.value.value ?? '').matchAll(/\bhttps?:\/\/([a-z0-9.-]+)/gi)].map((match) => {
        const name = (match[1] ?? '').toLowerCase()
        return { name, ...placeOf(name, []), at: item.at }
      }),
    )
    .filter((host) => host.place === 'known-cloud')
  return found.filter((host, index) => found.findIndex((other) => other.name === host.name) === index)
}
