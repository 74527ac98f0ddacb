import type { OutsideSystem } from '../../model/index.js'

const classes: Readonly<Record<OutsideSystem, string>> = {
  directory:
    'DirectoryEntry DirectorySearcher DirectoryContext LdapConnection LdapDirectoryIdentifier SearchRequest ModifyRequest AddRequest PrincipalContext UserPrincipal GroupPrincipal PrincipalSearcher ActiveDirectorySite',
  sql: 'SqlConnection SqlCommand SqlDataAdapter SqlBulkCopy OleDbConnection OleDbCommand OleDbDataAdapter OdbcConnection OdbcCommand OdbcDataAdapter OracleConnection OracleCommand MySqlConnection MySqlCommand NpgsqlConnection DbProviderFactories',
  files:
    'File FileInfo FileStream StreamReader StreamWriter Directory DirectoryInfo XmlTextReader XmlTextWriter TextFieldParser',
  web: 'WebClient HttpClient HttpWebRequest WebRequest WebServiceHost ChannelFactory SoapHttpClientProtocol RestClient GraphServiceClient ClientContext',
  mail: 'SmtpClient SmtpMail MailMessage',
  registry: 'Registry RegistryKey',
  process: 'Process ProcessStartInfo',
  powershell: 'PowerShell Runspace RunspaceFactory RunspaceInvoke RunspaceConfiguration',
  wmi: 'ManagementObject ManagementObjectSearcher ManagementScope ManagementClass',
  'event-log': 'EventLog',
  'metaverse-search': 'FindMVEntries',
  'mim-service': 'ResourceManagementClient DefaultClient ResourceManagementService',
}

const byName = new Map(
  Object.entries(classes).flatMap(([system, names]) =>
    names.split(' ').map((name) => [name, system as OutsideSystem] as const),
  ),
)

/** Documents load themselves from files and addresses; making one in memory touches nothing. */
const loaders = new Set(['XmlDocument.Load', 'XDocument.Load', 'XElement.Load', 'XmlReader.Create', 'DataSet.ReadXml'])

/** Outside system a class stands for, undefined for a class of the program's own. */
export function systemOf(className: string): OutsideSystem | undefined {
  return byName.get(className.slice(className.lastIndexOf('.') + 1))
}

export function loaderOf(className: string, method: string): OutsideSystem | undefined {
  return loaders.has(`${className.slice(className.lastIndexOf('.') + 1)}.${method}`) ? 'files' : undefined
}

export const outsideNames: readonly string[] = [...byName.keys()]
