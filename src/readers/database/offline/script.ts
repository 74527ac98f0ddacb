import { type Dataset, neverRead, type What } from '../catalogue/dataset.js'
import { rowConditionText } from '../catalogue/select.js'
import { serviceDatasets } from '../catalogue/service.js'
import { syncDatasets } from '../catalogue/sync.js'

export const OFFLINE_FORMAT = 1
export const SCRIPT_NAME = 'Get-MimSnapshot.ps1'

/** What the script has to know of one table: the same the live reader knows. */
interface ScriptDataset {
  readonly id: string
  readonly family: string
  readonly schema: string
  readonly table: string
  readonly key: string
  readonly required: readonly string[]
  readonly wanted: readonly string[]
  readonly open: boolean
  readonly where: string
}

export function scriptDatasets(what: readonly What[]): ScriptDataset[] {
  return [...syncDatasets, ...serviceDatasets]
    .filter((dataset) => what.includes(dataset.what))
    .map((dataset: Dataset) => ({
      id: dataset.id,
      family: dataset.family,
      schema: dataset.schema,
      table: dataset.table,
      key: dataset.key,
      required: dataset.required,
      wanted: dataset.wanted,
      open: dataset.open === true,
      where: rowConditionText(dataset, what),
    }))
}

/** The script a customer runs where no connection can come in. Windows PowerShell 5.1 has all it needs. */
export function offlineScript(what: readonly What[], version: string): string {
  const datasets = JSON.stringify(scriptDatasets(what), undefined, 1).replaceAll("'", "''")
  const blocked = [...neverRead].map((name) => `'${name}'`).join(', ')
  return `<#
.SYNOPSIS
Reads the databases of Microsoft Identity Manager or Entra Connect and writes one file to send back.
.DESCRIPTION
Made by mim2entra ${version}. It sends SELECT statements only, takes no locks (WITH (NOLOCK)), never names a column that
holds passwords or keys, and writes nothing but the file you name. Read it before you run it: every statement is below.
What it reads: ${what.join(', ')}.
.EXAMPLE
.\\${SCRIPT_NAME} -Server '(localdb)\\.\\ADSync2019' -Database ADSync -Out estate.m2e.jsonl
.EXAMPLE
.\\${SCRIPT_NAME} -Server SQL01 -Database FIMSynchronizationService,FIMService -Out estate.m2e.jsonl
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory = $true)][string]$Server,
  [Parameter(Mandatory = $true)][string[]]$Database,
  [string]$Out = 'estate.m2e.jsonl',
  [int]$TimeoutSeconds = 600
)
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Web
$datasets = ConvertFrom-Json @'
${datasets}
'@
$blocked = @(${blocked})
$secretName = 'pass(word|wd|phrase)|pwd|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credential|connection[-_ ]?string'
$longTexts = @('text', 'ntext', 'xml')
$invariant = [Globalization.CultureInfo]::InvariantCulture

function ConvertTo-Text($text) { '"' + [System.Web.HttpUtility]::JavaScriptStringEncode([string]$text) + '"' }

function ConvertTo-Value($value) {
  if ($null -eq $value -or $value -is [DBNull]) { return 'null' }
  if ($value -is [bool]) { if ($value) { return 'true' } else { return 'false' } }
  if ($value -is [byte[]]) { return '"' + [Convert]::ToBase64String($value) + '"' }
  if ($value -is [datetime]) { return '"' + $value.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', $invariant) + '"' }
  if ($value -is [int] -or $value -is [int16] -or $value -is [byte]) { return $value.ToString($invariant) }
  if ($value -is [double] -or $value -is [single]) { return $value.ToString('R', $invariant) }
  return ConvertTo-Text $value
}

function Read-Rows($connection, $statement, $onRow) {
  $command = $connection.CreateCommand()
  $command.CommandText = $statement
  $command.CommandTimeout = $TimeoutSeconds
  $reader = $command.ExecuteReader()
  try {
    while ($reader.Read()) {
      $values = New-Object object[] $reader.FieldCount
      [void]$reader.GetValues($values)
      & $onRow $values
    }
  } finally { $reader.Dispose(); $command.Dispose() }
}

$writer = New-Object IO.StreamWriter ((Join-Path (Get-Location) $Out), $false, (New-Object Text.UTF8Encoding $false))
$script:rows = 0
try {
  $writer.WriteLine('{"mim2entra":"offline-snapshot","format":${OFFLINE_FORMAT},"what":"${[...what].sort().join(',')}"}')
  foreach ($name in $Database) {
    $builder = New-Object Data.SqlClient.SqlConnectionStringBuilder
    $builder['Data Source'] = $Server
    $builder['Initial Catalog'] = $name
    $builder['Integrated Security'] = $true
    $builder['Application Name'] = 'mim2entra'
    $builder['ApplicationIntent'] = 'ReadOnly'
    $connection = New-Object Data.SqlClient.SqlConnection $builder.ConnectionString
    $connection.Open()
    try {
      $columns = @{}
      $script:about = $null
      Read-Rows $connection "/* m2e:server */ SELECT CAST(SERVERPROPERTY(N'ServerName') AS nvarchar(256)) AS [server], CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) AS [version], DB_NAME() AS [database]" { param($row) $script:about = $row }
      Read-Rows $connection "/* m2e:columns */ SELECT [TABLE_SCHEMA] AS [schema], [TABLE_NAME] AS [table], [COLUMN_NAME] AS [column], [DATA_TYPE] AS [type] FROM [INFORMATION_SCHEMA].[COLUMNS] WHERE [TABLE_SCHEMA] IN (N'dbo', N'fim') ORDER BY [ORDINAL_POSITION]" {
        param($row)
        $key = ($row[0] + '.' + $row[1]).ToLowerInvariant()
        if (-not $columns.ContainsKey($key)) { $columns[$key] = New-Object Collections.ArrayList }
        [void]$columns[$key].Add(@{ name = [string]$row[2]; type = ([string]$row[3]).ToLowerInvariant() })
      }
      $product = if ($columns.ContainsKey('fim.objects')) { 'mim-service' } elseif ($columns.ContainsKey('dbo.mms_synchronization_rule')) { 'connect-sync' } elseif ($columns.ContainsKey('dbo.mms_management_agent')) { 'mim-sync' } else { throw "$name is none of FIMSynchronizationService, ADSync and FIMService." }
      $family = if ($product -eq 'mim-service') { 'service' } else { 'sync' }
      $writer.WriteLine('{"source":{"product":"' + $product + '","server":' + (ConvertTo-Text $about[0]) + ',"version":' + (ConvertTo-Text $about[1]) + ',"database":' + (ConvertTo-Text $about[2]) + ',"takenAt":"' + [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', $invariant) + '"}}')
      foreach ($dataset in ($datasets | Where-Object { $_.family -eq $family })) {
        $found = $columns[($dataset.schema + '.' + $dataset.table).ToLowerInvariant()]
        if ($null -eq $found) { $writer.WriteLine('{"absent":"' + $dataset.id + '","state":"missing","message":"not in this database, or the login may not see it"}'); continue }
        $chosen = @($found | Where-Object { ($blocked -notcontains $_.name) -and (($dataset.wanted -contains $_.name) -or ($dataset.open -and $_.name -notmatch $secretName)) })
        $missing = @($dataset.required | Where-Object { ($chosen | ForEach-Object { $_.name }) -notcontains $_ })
        if ($missing.Count -gt 0 -or $chosen.Count -eq 0) { $writer.WriteLine('{"absent":"' + $dataset.id + '","state":"unfit","message":"without ' + ($missing -join ', ') + '"}'); continue }
        $list = ($chosen | ForEach-Object { $quoted = '[' + $_.name.Replace(']', ']]') + ']'; if ($longTexts -contains $_.type) { "CAST($quoted AS nvarchar(max)) AS $quoted" } else { $quoted } }) -join ', '
        $from = ' FROM [' + $dataset.schema + '].[' + $dataset.table + '] WITH (NOLOCK)' + $(if ($dataset.where) { ' WHERE ' + $dataset.where } else { '' })
        $statement = '/* m2e:' + $dataset.id + ' */ SELECT ' + $list + $from + $(if ($dataset.key) { ' ORDER BY [' + $dataset.key + ']' } else { '' })
        $described = ($chosen | ForEach-Object { '{"name":' + (ConvertTo-Text $_.name) + ',"type":"' + $_.type + '"}' }) -join ','
        $script:rows = 0
        try {
          $writer.WriteLine('{"table":"' + $dataset.id + '","columns":[' + $described + ']}')
          Read-Rows $connection $statement { param($row) $writer.WriteLine('[' + (($row | ForEach-Object { ConvertTo-Value $_ }) -join ',') + ']'); $script:rows++ }
          $script:count = $null
          Read-Rows $connection ('/* m2e:' + $dataset.id + '/count */ SELECT COUNT_BIG(*) AS [rows]' + $from) { param($row) $script:count = $row[0] }
          $writer.WriteLine('{"end":"' + $dataset.id + '","rows":' + $script:rows + ',"serverRows":' + $script:count + '}')
        } catch [Data.SqlClient.SqlException] {
          $writer.WriteLine('{"failed":"' + $dataset.id + '","message":' + (ConvertTo-Text $_.Exception.Message) + '}')
        }
        Write-Host ($name + ' ' + $dataset.table + ': ' + $script:rows + ' rows')
      }
    } finally { $connection.Dispose() }
  }
  $writer.WriteLine('{"complete":true}')
} finally { $writer.Dispose() }
Write-Host "Send back $Out."
`
}
