import type { Connector, Partition } from '../../model/index.js'
import { askedFor } from '../artefacts/places.js'
import type { JobSetting } from '../artefacts/provisioning-job.js'

/** The domain an agent-based job works on: the only one that is selected, else one that has to be named. */
export function domainSetting({ partitions }: Connector): readonly JobSetting[] {
  const [only, further] = partitions.filter((item) => item.selected && item.isDomain !== false && /^DC=/i.test(item.dn))
  return [only === undefined || further !== undefined ? settingFor(askedFor('domainName')) : domainSettingOf(only)]
}

export function domainSettingOf(domain: Pick<Partition, 'dn'>): JobSetting {
  return settingFor(domainName(domain.dn))
}

function settingFor(domain: string): JobSetting {
  return { key: 'Domain', value: JSON.stringify({ domain }) }
}

/** `DC=kbcorp,DC=de` is kbcorp.de. */
export function domainName(dn: string): string {
  return dn
    .split(',')
    .flatMap((part) => /^\s*DC=(.+)$/i.exec(part)?.[1] ?? [])
    .join('.')
}
