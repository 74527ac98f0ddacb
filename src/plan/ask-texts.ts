/** What to ask a customer for and what is gained by it, by id (`asks.<id>` in tables of words). */
export const askTexts = {
  'mim-sync': 'the MIM server export (all MA-*.xml and MV.xml)',
  'mim-service': 'the MIM Service exports (policy.xml, schema.xml)',
  'mim-service.more': 'more of the MIM Service, by custom export',
  'connect-sync': 'the Entra Connect configuration folder',
  'run-history': 'the run history of the synchronization servers',
  objects: 'the objects: csexport drops of the connectors, or their tables as CSV',
  scheduler: 'the scripts and tasks that run the profiles',
  'extension-source': 'the source of the rules extensions',
  'extension-source.one': 'the source of {assembly}',
  'extension-source.several': 'the source of {assembly} and of {count} more rules {count|extension|extensions}',
  'certificate-management': 'what runs of MIM Certificate Management',
  bhold: 'the BHOLD database, or its role reports',
  directory: 'answers about the directory and the tenant',
  'gain.rules': 'decides {count} {count|rule|rules} that the export only names',
  'gain.scenarios': '{count} {count|scenario gets|scenarios get} surer',
} as const

export type AskTextId = keyof typeof askTexts
