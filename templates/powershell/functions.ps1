# ---------------------------------------------------------------------------------------------------------------------
# What the steps below are made of. Places in braces ({made:...}, {find:...}, {ask:...}) are filled in when a step runs.
# ---------------------------------------------------------------------------------------------------------------------

$script:Places = @{}     # values by the text between the braces
$script:Made = @{}       # ids made in this run: the service may not know them everywhere yet
$script:Step = $null     # the step that runs
$script:Past = @{}       # what the journal says, by step

function Write-Journal {
    param([System.Collections.IDictionary] $Entry)
    $line = (ConvertTo-Json -InputObject $Entry -Depth 50 -Compress) + "`n"
    $bytes = (New-Object System.Text.UTF8Encoding $false).GetBytes($line)
    $stream = New-Object System.IO.FileStream($JournalPath, [System.IO.FileMode]::Append, [System.IO.FileAccess]::Write)
    try {
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Flush($true)
    }
    finally { $stream.Dispose() }
}

function Read-Journal {
    if (-not (Test-Path -LiteralPath $JournalPath)) { return }
    $tenant = $null
    foreach ($line in [System.IO.File]::ReadAllLines($JournalPath)) {
        # A power cut may have torn the last line: it says nothing then.
        try { $entry = ConvertTo-Dictionary (ConvertFrom-Json -InputObject $line) } catch { continue }
        if ($null -eq $entry) { continue }
        if ($entry.Contains('tenant')) { $tenant = $entry['tenant']; continue }
        if ($entry['event'] -eq 'asked') { $script:Places["ask:$($entry['name'])"] = $entry['value'] }
        $id = $entry['step']
        if (-not $script:Past.ContainsKey($id)) { $script:Past[$id] = New-Object System.Collections.ArrayList }
        if ($entry['event'] -eq 'undone') {
            $script:Past[$id].Clear()
            continue
        }
        [void] $script:Past[$id].Add($entry)
        if ($entry['event'] -eq 'done') {
            foreach ($place in @($entry['gives'].get_Keys())) { $script:Places[$place] = $entry['gives'][$place] }
        }
    }
    if ($null -ne $tenant -and $tenant -ne $TenantId) {
        throw "$JournalPath belongs to tenant $tenant. Give another -JournalPath for tenant $TenantId."
    }
}

# What the script of another scenario has made: its journal lies in its folder.
function Read-Shared {
    param([string] $Folder, [string] $Id, [string] $Scenario, [string] $MadeIn, [string] $Title, [string[]] $NeededBy = @())
    $path = Join-Path (Join-Path (Split-Path -Parent $PSScriptRoot) $Folder) 'journal-powershell.jsonl'
    $done = $null
    if (Test-Path -LiteralPath $path) {
        foreach ($line in [System.IO.File]::ReadAllLines($path)) {
            try { $entry = ConvertTo-Dictionary (ConvertFrom-Json -InputObject $line) } catch { continue }
            if ($null -eq $entry -or -not $entry.Contains('step') -or $entry['step'] -ne $Id) { continue }
            if ($entry['event'] -eq 'done') { $done = $entry }
            if ($entry['event'] -eq 'undone') { $done = $null }
        }
    }
    if ($null -ne $done) {
        foreach ($place in @($done['gives'].get_Keys())) { $script:Places[$place] = $done['gives'][$place] }
        return
    }
    if ($NeededBy.Count -eq 0 -or ($StageName -ne '' -and $NeededBy -notcontains $StageName)) { return }
    $message = "$Scenario makes this in ${MadeIn}, and has not yet: $Title. Run provision.ps1 in $Folder first."
    if ($WhatIfPreference) { Write-Warning $message } else { throw $message }
}

function ConvertTo-Dictionary {
    param([object] $Value)
    if ($null -eq $Value -or $Value -is [string] -or $Value -is [ValueType]) { return $Value }
    if ($Value -is [System.Collections.IDictionary]) {
        $copy = [ordered]@{}
        foreach ($name in @($Value.get_Keys())) { $copy[[string] $name] = ConvertTo-Dictionary $Value[$name] }
        return $copy
    }
    if ($Value -is [System.Collections.IList]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Value) { [void] $list.Add((ConvertTo-Dictionary $item)) }
        return , $list.ToArray()
    }
    $copy = [ordered]@{}
    foreach ($property in $Value.PSObject.Properties) { $copy[$property.Name] = ConvertTo-Dictionary $property.Value }
    return $copy
}

function Get-Missing {
    param([object] $Value)
    $text = if ($Value -is [string]) { $Value } else { ConvertTo-Json -InputObject $Value -Depth 50 -Compress }
    foreach ($match in [regex]::Matches($text, '\{((?:made|find|ask|found)[^{}]*)\}')) {
        if (-not $script:Places.ContainsKey($match.Groups[1].Value)) { $match.Groups[1].Value }
    }
}

function Resolve-Text {
    param([string] $Text, [switch] $InAddress)
    $result = $Text
    foreach ($match in [regex]::Matches($Text, '\{((?:made|find|ask|found)[^{}]*)\}')) {
        $value = [string] $script:Places[$match.Groups[1].Value]
        if ($InAddress) { $value = [uri]::EscapeDataString($value) }
        $result = $result.Replace($match.Value, $value)
    }
    return $result
}

function Resolve-Value {
    param([object] $Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [string]) { return Resolve-Text $Value }
    if ($Value -is [System.Collections.IDictionary]) {
        $copy = [ordered]@{}
        foreach ($name in @($Value.get_Keys())) { $copy[$name] = Resolve-Value $Value[$name] }
        return $copy
    }
    if ($Value -is [System.Collections.IList]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Value) {
            # A place alone may stand for several values.
            if ($item -is [string] -and $item -match '^\{([^{}]+)\}$' -and $script:Places[$Matches[1]] -is [array]) {
                foreach ($one in $script:Places[$Matches[1]]) { [void] $list.Add($one) }
            }
            else { [void] $list.Add((Resolve-Value $item)) }
        }
        return , $list.ToArray()
    }
    return $Value
}

# Dots lead into objects, # counts a list, json: reads a text that holds JSON; '' is the whole.
function Get-Part {
    param([object] $Value, [string] $Path)
    if ($Path -eq '') { return , $Value }
    $here = $Value
    foreach ($name in $Path.Split('.')) {
        if ($null -eq $here) { return $null }
        if ($name.StartsWith('json:')) {
            $here = ConvertTo-Dictionary (ConvertFrom-Json -InputObject ([string] $here[$name.Substring(5)]))
        }
        elseif ($name -eq '#') { $here = @($here).Count }
        elseif ($here -is [System.Collections.IDictionary]) { $here = $here[$name] }
        elseif ($here -is [System.Collections.IList] -and $name -match '^\d+$') {
            if ([int] $name -ge $here.Count) { return $null }
            $here = $here[[int] $name]
        }
        else { return $null }
    }
    return , $here
}

function Test-Equal {
    param([object] $Wanted, [object] $Present, [switch] $Ordered)
    if ($null -eq $Wanted -or $null -eq $Present) { return ($null -eq $Wanted -and $null -eq $Present) }
    if ($Wanted -is [System.Collections.IDictionary]) {
        if ($Present -isnot [System.Collections.IDictionary]) { return $false }
        foreach ($name in @($Wanted.get_Keys())) {
            if (-not (Test-Equal -Wanted $Wanted[$name] -Present $Present[$name])) { return $false }
        }
        return $true
    }
    if ($Wanted -is [System.Collections.IList]) {
        if ($Present -isnot [System.Collections.IList] -or $Wanted.Count -ne $Present.Count) { return $false }
        for ($index = 0; $index -lt $Wanted.Count; $index++) {
            $candidates = if ($Ordered) { , $Present[$index] } else { $Present }
            $hit = $false
            foreach ($candidate in $candidates) {
                if (Test-Equal -Wanted $Wanted[$index] -Present $candidate) { $hit = $true; break }
            }
            if (-not $hit) { return $false }
        }
        return $true
    }
    return [string]::Equals([string] $Wanted, [string] $Present, [System.StringComparison]::Ordinal)
}

function Test-Condition {
    param([object] $Item, [object[]] $Conditions)
    foreach ($condition in $Conditions) {
        $value = Get-Part -Value $Item -Path $condition['path']
        $holds = switch ($condition['is']) {
            'equal' { Test-Equal -Wanted (Resolve-Value $condition['value']) -Present $value }
            'not-equal' { -not (Test-Equal -Wanted (Resolve-Value $condition['value']) -Present $value) }
            'one-of' { @($condition['values'] | Where-Object { Test-Equal -Wanted $_ -Present $value }).Count -gt 0 }
            'ending-with' { ([string] $value).EndsWith((Resolve-Text $condition['value']), [System.StringComparison]::OrdinalIgnoreCase) }
            'starting-with' { ([string] $value).StartsWith((Resolve-Text $condition['value']), [System.StringComparison]::OrdinalIgnoreCase) }
            'containing' { ([string] $value).Contains((Resolve-Text $condition['value'])) -or @($value) -ccontains (Resolve-Text $condition['value']) }
            'after' { $null -ne $value -and ([datetime] $value).ToUniversalTime() -gt ([datetime] $condition['value']).ToUniversalTime() }
            'present' { $null -ne $value -and [string] $value -ne '' }
            'absent' { $null -eq $value -or [string] $value -eq '' }
            default { throw "Unknown condition $($condition['is'])." }
        }
        if (-not $holds) { return $false }
    }
    return $true
}

# Sends one request. What makes something is never sent twice unless the service says it did not do it.
function Send-Request {
    param([string] $Method, [string] $Uri, [object] $Body, [System.Collections.IDictionary] $Headers,
        [string] $ContentType = 'application/json', [switch] $Repeatable, [int[]] $Accept = @())
    $missing = @(Get-Missing $Uri)
    if ($missing.Count -gt 0) { throw "$($script:Step): $Method $Uri needs $($missing -join ', '), which is not there yet." }
    $address = Resolve-Text $Uri -InAddress
    if ($address -notmatch '^https://') { $address = "https://$GraphHost/$address" }
    $parameters = @{ Method = $Method; Uri = $address; OutputType = 'HashTable'; SkipHttpErrorCheck = $true
        StatusCodeVariable = 'status'; ResponseHeadersVariable = 'answerHeaders' }
    if ($null -ne $Headers -and $Headers.Count -gt 0) { $parameters['Headers'] = Resolve-Value $Headers }
    if ($null -ne $Body) {
        $parameters['Body'] = if ($Body -is [string]) { $Body } else { ConvertTo-Json -InputObject (Resolve-Value $Body) -Depth 50 }
        $parameters['ContentType'] = $ContentType
    }
    $again = $Repeatable -or $Method -ne 'POST'
    $isNew = @($script:Made.get_Keys() | Where-Object { $address.Contains($_) }).Count -gt 0
    $deadline = (Get-Date).AddMinutes(10)
    for ($attempt = 1; ; $attempt++) {
        $status = 0
        $answerHeaders = $null
        $answer = $null
        try { $answer = Invoke-MgGraphRequest @parameters }
        catch {
            if (-not $again -or $attempt -ge 8) { throw }
        }
        if (($status -ge 200 -and $status -lt 300) -or $Accept -contains $status) {
            return @{ Status = [int] $status; Body = $answer }
        }
        $repeat = $status -eq 429 -or ($again -and ($status -eq 0 -or $status -ge 500)) -or ($isNew -and $status -eq 404)
        if (-not $repeat -or $attempt -ge 20 -or (Get-Date) -gt $deadline) {
            $reason = if ($answer -is [System.Collections.IDictionary] -and $answer.Contains('error')) { "$($answer['error']['code']): $($answer['error']['message'])" } else { '' }
            throw "$($script:Step): $Method $address was answered with $status $reason"
        }
        $seconds = [math]::Min(30, [math]::Pow(2, $attempt))
        if ($null -ne $answerHeaders -and $answerHeaders.ContainsKey('Retry-After')) { $seconds = [int] (@($answerHeaders['Retry-After'])[0]) }
        Start-Sleep -Seconds $seconds
    }
}

function Get-AnswerItem {
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object] $Body, [string] $Answer, [string] $Items = '')
    $got = Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $Body -Repeatable -Accept 404
    if ($got.Status -eq 404) { return }
    if ($Answer -eq 'object') { return $got.Body }
    if ($Items -ne '') {
        foreach ($item in @(Get-Part -Value $got.Body -Path $Items)) { $item }
        return
    }
    $page = $got.Body
    while ($null -ne $page) {
        foreach ($item in @($page['value'])) { $item }
        $next = $page['@odata.nextLink']
        if ([string]::IsNullOrEmpty($next)) { return }
        $page = (Send-Request -Method 'GET' -Uri $next -Headers $Headers).Body
    }
}

# ---- what a step is made of -----------------------------------------------------------------------------------------

function Invoke-Step {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Id, [string] $Stage, [string] $Title, [string[]] $After = @(), [System.Collections.IDictionary] $Gives = @{},
        [scriptblock] $Do)
    if ($StageName -ne '' -and $StageName -ne $Stage) { return }
    $script:Step = $Id
    $script:Found = $null
    $script:Find = $null
    $script:Gives = $Gives
    $script:Effect = 'none'
    Write-Host "$Id  $Title"
    foreach ($name in $After) {
        if (-not $script:Past.ContainsKey($name) -and -not $WhatIfPreference) {
            throw "$Id comes after $name, which has not been done. Run its stage first."
        }
    }
    & $Do
    if ($WhatIfPreference) { return }
    $given = [ordered]@{}
    foreach ($place in @($Gives.get_Keys())) {
        $value = Get-Part -Value $script:Found -Path $Gives[$place]
        if ($null -eq $value) { throw "$Id should give $place and the service did not say it." }
        $script:Places[$place] = $value
        $given[$place] = $value
    }
    Save-Event -Event 'done' -More @{ effect = $script:Effect; gives = $given }
}

function Save-Event {
    param([string] $Event, [System.Collections.IDictionary] $More = @{})
    $entry = [ordered]@{ at = (Get-Date).ToUniversalTime().ToString('o'); step = $script:Step; event = $Event }
    foreach ($name in @($More.get_Keys())) { $entry[$name] = $More[$name] }
    Write-Journal $entry
    if (-not $script:Past.ContainsKey($script:Step)) { $script:Past[$script:Step] = New-Object System.Collections.ArrayList }
    [void] $script:Past[$script:Step].Add($entry)
}

function Get-Past {
    param([string] $Event)
    if (-not $script:Past.ContainsKey($script:Step)) { return }
    $script:Past[$script:Step] | Where-Object { $_['event'] -eq $Event }
}

# A value a person gives. What is secret stays in memory.
function Request-Value {
    param([string] $Name, [object] $Value, [switch] $Secret, [switch] $Many)
    if ($script:Places.ContainsKey("ask:$Name")) { return }
    $given = $Value
    if ($null -eq $given -or ($given -is [string] -and $given -eq '')) {
        if ($WhatIfPreference) { return }
        $given = if ($Secret) { Read-Host "  $Name" -AsSecureString } else { Read-Host "  $Name" }
    }
    if ($given -is [securestring]) { $given = (New-Object System.Net.NetworkCredential('', $given)).Password }
    if ($Many -and $given -is [string]) { $given = @($given.Split(',') | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' }) }
    if ([string]::IsNullOrEmpty([string] $given)) { throw "$($script:Step) needs $Name." }
    $script:Places["ask:$Name"] = $given
    if (-not $Secret -and -not $WhatIfPreference) { Save-Event -Event 'asked' -More @{ name = $Name; value = $given } }
}

# Reads what the rest of the step needs.
function Read-Value {
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object] $Body, [string] $Answer,
        [string] $Items = '', [object[]] $Where = @(), [switch] $AnyOfThem, [System.Collections.IDictionary] $Gives,
        [System.Collections.IDictionary] $Otherwise, [int] $EverySeconds = 0, [int] $LimitSeconds = 0)
    if ($WhatIfPreference -and @(Get-Missing $Uri).Count -gt 0) { return }
    $deadline = (Get-Date).AddSeconds($LimitSeconds)
    while ($true) {
        $fitting = @(Get-AnswerItem -Method $Method -Uri $Uri -Headers $Headers -Body $Body -Answer $Answer -Items $Items |
                Where-Object { Test-Condition -Item $_ -Conditions $Where })
        if ($fitting.Count -gt 0 -or (Get-Date) -ge $deadline) { break }
        Start-Sleep -Seconds $EverySeconds
    }
    if ($fitting.Count -eq 0 -and $null -ne $Otherwise) {
        foreach ($place in @($Otherwise.get_Keys())) { $script:Places[$place] = $Otherwise[$place] }
        return
    }
    if ($fitting.Count -eq 0) {
        if ($WhatIfPreference) { return }
        throw "$($script:Step): nothing fits that is read from $Uri."
    }
    if ($fitting.Count -gt 1 -and -not $AnyOfThem) { throw "$($script:Step): $($fitting.Count) things fit that are read from $Uri. A person has to decide." }
    foreach ($place in @($Gives.get_Keys())) { $script:Places[$place] = Get-Part -Value $fitting[0] -Path $Gives[$place] }
}

# Looks for what the step is about; again, when something was made without saying what.
function Find-It {
    param([scriptblock] $Do)
    $script:Find = $Do
    & $Do
    Set-Given
}

# Fills the places that the step gives, as soon as what gives them is known.
function Set-Given {
    if ($null -eq $script:Found) { return }
    foreach ($place in @($script:Gives.get_Keys())) {
        $value = Get-Part -Value $script:Found -Path $script:Gives[$place]
        if ($null -ne $value) { $script:Places[$place] = $value }
    }
}

# One way to find it; the surest way first.
function Find-Object {
    param([string] $By, [string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [string] $Answer, [string] $Items = '', [object[]] $Where = @())
    if ($null -ne $script:Found -or @(Get-Missing $Uri).Count -gt 0) { return }
    # What only looks the same is ours when we have asked for it before.
    if ($By -eq 'name' -and @(Get-Past 'sent').Count -eq 0) { return }
    $fitting = @(Get-AnswerItem -Method $Method -Uri $Uri -Headers $Headers -Answer $Answer -Items $Items |
            Where-Object { Test-Condition -Item $_ -Conditions $Where })
    if ($fitting.Count -gt 1) { throw "$($script:Step): $($fitting.Count) objects fit ($Uri). A person has to decide." }
    if ($fitting.Count -eq 1) { $script:Found = $fitting[0] }
}

# Reads the whole of what a list showed in part.
function Read-Detail {
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers)
    if ($null -eq $script:Found) { return }
    $script:Places['found'] = $script:Found['id']
    $script:Found = (Send-Request -Method $Method -Uri $Uri -Headers $Headers).Body
}

# Makes what is not there.
function New-TenantObject {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object] $Body, [string] $Inside = '', [switch] $LookAgain)
    if ($null -ne $script:Found) { return }
    if (-not $PSCmdlet.ShouldProcess($Uri, $Method)) { return }
    Save-Event -Event 'sent' -More @{ method = $Method; uri = $Uri }
    $answer = Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $Body
    $script:Effect = 'created'
    if ($LookAgain) {
        $deadline = (Get-Date).AddMinutes(10)
        while ($true) {
            & $script:Find
            if ($null -ne $script:Found -or (Get-Date) -ge $deadline) { break }
            Start-Sleep -Seconds 5
        }
        if ($null -eq $script:Found) { throw "$($script:Step): it was asked for and is not there after ten minutes." }
    }
    else { $script:Found = Get-Part -Value $answer.Body -Path $Inside }
    Set-Given
    if ($script:Found -is [System.Collections.IDictionary] -and $null -ne $script:Found['id']) { $script:Made[[string] $script:Found['id']] = $true }
    Save-Event -Event 'created'
}

# Puts right what is different from what is wanted; the values before go into the journal first.
function Update-Object {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [ValidateSet('difference', 'desired', 'schema', 'fixed')] [string] $Content,
        [System.Collections.IDictionary] $Desired, [System.Collections.IDictionary] $Along = @{}, [string[]] $Keeps = @(), [string] $Under = '',
        [string[]] $Fixed = @(), [string[]] $OrderedLists = @(), [System.Collections.IDictionary] $MergedLists = @{}, [object] $Body)
    if ($null -eq $script:Found) { return }
    $wanted = Resolve-Value $Desired
    foreach ($path in @($MergedLists.get_Keys())) { Merge-List -Wanted $wanted -Path $path -By $MergedLists[$path] }
    $different = @(@($wanted.get_Keys()) | Where-Object {
            -not (Test-Equal -Wanted $wanted[$_] -Present $script:Found[$_] -Ordered:($OrderedLists -contains $_)) })
    if ($different.Count -eq 0) { return }
    foreach ($name in $Fixed) {
        if ($different -contains $name) { throw "$($script:Step): $name cannot be changed on what is there. A person has to decide." }
    }
    if (-not $PSCmdlet.ShouldProcess($Uri, "$Method $($different -join ', ')")) { return }
    $before = [ordered]@{}
    foreach ($name in $different) { $before[$name] = $script:Found[$name] }
    $send = [ordered]@{}
    switch ($Content) {
        'difference' { foreach ($name in $different) { $send[$name] = $wanted[$name] } }
        'desired' { foreach ($name in @($wanted.get_Keys())) { $send[$name] = $wanted[$name] } }
        'fixed' { $send = Resolve-Value $Body }
        'schema' {
            $before = $script:Found
            $send = Join-Schema -Present $script:Found -Wanted $wanted
        }
    }
    foreach ($name in $Keeps) { if (-not $send.Contains($name)) { $send[$name] = $script:Found[$name] } }
    foreach ($name in @($Along.get_Keys())) { $send[$name] = Resolve-Value $Along[$name] }
    if ($Under -ne '') { $send = [ordered]@{ $Under = $send } }
    if (@(Get-Past 'before').Count -eq 0 -and @(Get-Past 'created').Count -eq 0) { Save-Event -Event 'before' -More @{ values = $before } }
    [void] (Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $send)
    if ($script:Effect -eq 'none') { $script:Effect = 'changed' }
}

# A synchronization schema laid over the one the tenant made for the job: ids, metadata and what the plan does not say stay.
function Join-Schema {
    param([System.Collections.IDictionary] $Present, [System.Collections.IDictionary] $Wanted)
    $joined = ConvertTo-Dictionary $Present
    $joined.Remove('@odata.context')
    $rules = @($joined['synchronizationRules'])
    foreach ($rule in @($Wanted['synchronizationRules'])) {
        if ($null -eq $rule) { continue }
        $match = @($rules | Where-Object { $_['name'] -eq $rule['name'] })
        if ($match.Count -eq 0) { $match = @($rules | Where-Object { $null -ne $rule['sourceDirectoryName'] -and $_['sourceDirectoryName'] -eq $rule['sourceDirectoryName'] -and $_['targetDirectoryName'] -eq $rule['targetDirectoryName'] }) }
        if ($match.Count -ne 1) { $match = @(if ($rules.Count -eq 1 -or $null -eq $rule['name']) { $rules[0] }) }
        if ($match.Count -eq 0) { throw "$($script:Step): the job has no rule that fits $($rule['name'])." }
        foreach ($name in @($rule.get_Keys())) {
            if ($name -in @('id', 'name', 'metadata', 'sourceDirectoryName', 'targetDirectoryName', 'objectMappings')) { continue }
            $match[0][$name] = $rule[$name]
        }
        if ($null -ne $rule['objectMappings']) { $match[0]['objectMappings'] = @(Join-Mapping -Present @($match[0]['objectMappings']) -Wanted @($rule['objectMappings'])) }
    }
    foreach ($directory in @($Wanted['directories'])) {
        if ($null -eq $directory) { continue }
        foreach ($there in @($joined['directories'] | Where-Object { $_['name'] -eq $directory['name'] })) {
            foreach ($object in @($directory['objects'])) {
                $known = @($there['objects'] | Where-Object { $_['name'] -eq $object['name'] })
                if ($known.Count -eq 0) { $there['objects'] = @($there['objects']) + @($object); continue }
                $names = @($known[0]['attributes'] | ForEach-Object { $_['name'] })
                $known[0]['attributes'] = @($known[0]['attributes']) + @($object['attributes'] | Where-Object { $names -cnotcontains $_['name'] })
            }
        }
    }
    return $joined
}

# Mappings of object types the plan does not speak of are switched off, not dropped.
function Join-Mapping {
    param([object[]] $Present, [object[]] $Wanted)
    foreach ($mapping in $Present) {
        $said = @($Wanted | Where-Object { $_['sourceObjectName'] -eq $mapping['sourceObjectName'] -and $_['targetObjectName'] -eq $mapping['targetObjectName'] })
        if ($said.Count -eq 0) { $mapping['enabled'] = $false; $mapping; continue }
        $keys = @($mapping['attributeMappings'] | Where-Object { $_['matchingPriority'] -gt 0 })
        foreach ($name in @($said[0].get_Keys())) { if ($name -notin @('name', 'metadata')) { $mapping[$name] = $said[0][$name] } }
        # Where the plan knows nothing to match by, the key of the template goes on matching.
        if (@($mapping['attributeMappings'] | Where-Object { $_['matchingPriority'] -gt 0 }).Count -eq 0) {
            $targets = @($keys | ForEach-Object { $_['targetAttributeName'] })
            $mapping['attributeMappings'] = $keys + @($mapping['attributeMappings'] | Where-Object { $targets -notcontains $_['targetAttributeName'] })
        }
        $mapping
    }
    foreach ($mapping in $Wanted) {
        if (@($Present | Where-Object { $_['sourceObjectName'] -eq $mapping['sourceObjectName'] -and $_['targetObjectName'] -eq $mapping['targetObjectName'] }).Count -eq 0) { $mapping }
    }
}

# What is there stays; elements with the same value of one property are one.
function Merge-List {
    param([System.Collections.IDictionary] $Wanted, [string] $Path, [string] $By)
    $names = $Path.Split('.')
    $target = $Wanted
    $present = $script:Found
    for ($index = 0; $index -lt $names.Count - 1; $index++) {
        $target = $target[$names[$index]]
        if ($null -ne $present) { $present = $present[$names[$index]] }
    }
    $last = $names[-1]
    $merged = New-Object System.Collections.ArrayList
    foreach ($item in @($target[$last])) { [void] $merged.Add($item) }
    if ($null -ne $present -and $null -ne $present[$last]) {
        foreach ($item in @($present[$last])) {
            if (@($merged | Where-Object { Test-Equal -Wanted $_[$By] -Present $item[$By] }).Count -eq 0) { [void] $merged.Add($item) }
        }
    }
    $target[$last] = $merged.ToArray()
}

# Members or owners, 20 a request where the service takes them so.
function Set-Reference {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Owner, [string] $Collection, [string[]] $Wanted, [ValidateSet('add', 'exact')] [string] $Mode, [switch] $ManyAtOnce)
    if (@(Get-Missing $Owner).Count -gt 0) {
        if ($WhatIfPreference) { return }
        throw "$($script:Step): $Owner is not there yet."
    }
    $ids = @(Resolve-Value $Wanted)
    $present = @(Get-AnswerItem -Method 'GET' -Uri "v1.0/$Owner/$Collection`?`$select=id&`$top=999" -Answer 'list' | ForEach-Object { $_['id'] })
    $add = @($ids | Where-Object { $present -notcontains $_ })
    $remove = @(if ($Mode -eq 'exact') { $present | Where-Object { $ids -notcontains $_ } })
    if ($add.Count + $remove.Count -eq 0) { return }
    if (-not $PSCmdlet.ShouldProcess("$Owner/$Collection", "add $($add.Count), remove $($remove.Count)")) { return }
    Save-Event -Event 'members' -More @{ added = $add; removed = $remove }
    Send-Reference -Owner $Owner -Collection $Collection -Add $add -Remove $remove -ManyAtOnce:$ManyAtOnce
    $script:Effect = 'changed'
}

function Send-Reference {
    param([string] $Owner, [string] $Collection, [string[]] $Add, [string[]] $Remove, [switch] $ManyAtOnce)
    $root = "https://$GraphHost/v1.0/directoryObjects"
    $size = if ($ManyAtOnce) { 20 } else { 1 }
    for ($from = 0; $from -lt $Add.Count; $from += $size) {
        $part = @($Add[$from..([math]::Min($from + $size, $Add.Count) - 1)])
        if ($ManyAtOnce) {
            $body = [ordered]@{ "$Collection@odata.bind" = @($part | ForEach-Object { "$root/$_" }) }
            [void] (Send-Request -Method 'PATCH' -Uri "v1.0/$Owner" -Body $body)
        }
        else { [void] (Send-Request -Method 'POST' -Uri "v1.0/$Owner/$Collection/`$ref" -Body ([ordered]@{ '@odata.id' = "$root/$($part[0])" }) -Repeatable -Accept 400) }
    }
    # Without $ref at its end this address would delete the member itself.
    foreach ($id in $Remove) { [void] (Send-Request -Method 'DELETE' -Uri "v1.0/$Owner/$Collection/$id/`$ref" -Accept 404) }
}

# The connection of a job. All keys are replaced at once; what is secret is asked for and never kept.
function Set-ConnectionSecret {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object[]] $Settings)
    if (-not $PSCmdlet.ShouldProcess($Uri, "$Method $(@($Settings | ForEach-Object { $_['key'] }) -join ', ')")) { return }
    Save-Event -Event 'sent' -More @{ method = $Method; uri = $Uri }
    [void] (Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body ([ordered]@{ value = $Settings }))
    $script:Effect = 'done'
}

# Does something once.
function Invoke-Action {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object] $Body, [string] $OneByOne = '',
        [switch] $Repeatable, [switch] $ChecksOnly, [object[]] $Expect = @())
    if (-not $Repeatable -and @(Get-Past 'done').Count -gt 0) { return }
    if (-not $Repeatable -and @(Get-Past 'sent').Count -gt 0) {
        throw "$($script:Step): an earlier run sent $Method $Uri and did not learn the answer. See whether it was done before it is done again."
    }
    if (-not $PSCmdlet.ShouldProcess($Uri, $Method)) { return }
    $values = @(if ($OneByOne -ne '') { $script:Places["ask:$OneByOne"] } else { '' })
    foreach ($value in $values) {
        if ($OneByOne -ne '') { $script:Places["ask:$OneByOne"] = $value }
        if (-not $ChecksOnly) { Save-Event -Event 'sent' -More @{ method = $Method; uri = $Uri } }
        $answer = Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $Body -Repeatable:$Repeatable
        if (-not (Test-Condition -Item $answer.Body -Conditions $Expect)) { throw "$($script:Step): $Method $Uri was answered, and not as expected." }
    }
    if ($OneByOne -ne '') { $script:Places["ask:$OneByOne"] = $values }
    $script:Effect = 'done'
}

# Rows of a file, one bulk operation a line, 50 a request.
function Send-File {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [string] $File)
    $path = [string] $script:Places["ask:$File"]
    if (-not $PSCmdlet.ShouldProcess($Uri, "$Method $path")) { return }
    $operations = New-Object System.Collections.ArrayList
    $send = {
        if ($operations.Count -eq 0) { return }
        $body = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":null,"Operations":[' + ($operations -join ',') + ']}'
        [void] (Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $body -ContentType 'application/scim+json' -Repeatable)
        $operations.Clear()
        # 40 requests in 5 seconds are allowed.
        Start-Sleep -Milliseconds 150
    }
    foreach ($line in [System.IO.File]::ReadLines($path)) {
        if ($line.Trim() -eq '') { continue }
        [void] $operations.Add($line)
        if ($operations.Count -eq 50) { & $send }
    }
    & $send
    $script:Effect = 'done'
}

# What no request can do.
function Confirm-HandStep {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Where, [string[]] $Instructions, [string] $Check, [string] $Source)
    Write-Host "  By hand, in $Where`:"
    foreach ($instruction in $Instructions) { Write-Host "    - $instruction" }
    Write-Host "    $Source"
    if (@(Get-Past 'done').Count -gt 0) { return }
    if (-not $PSCmdlet.ShouldProcess($Where, $Check)) { return }
    $answer = Read-Host "  $Check [yes/no]"
    if ($answer -ne 'yes') { throw "$($script:Step) waits for what has to be done by hand. Run the script again when it is done." }
    $script:Effect = 'done'
}

# Waits until the service is where it should be.
function Wait-State {
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object[]] $Until, [object[]] $Failed = @(), [int] $EverySeconds, [int] $LimitSeconds)
    if ($WhatIfPreference -or $script:Effect -eq 'none') { return }
    if ($script:Found -is [System.Collections.IDictionary] -and $null -ne $script:Found['id']) { $script:Places['found'] = $script:Found['id'] }
    $deadline = (Get-Date).AddSeconds($LimitSeconds)
    while ($true) {
        $answer = Send-Request -Method $Method -Uri $Uri -Headers $Headers -Accept 404
        if ($answer.Status -ne 404 -and (Test-Condition -Item $answer.Body -Conditions $Until)) { return }
        if ($Failed.Count -gt 0 -and (Test-Condition -Item $answer.Body -Conditions $Failed)) { throw "$($script:Step): the service says that it failed ($Uri)." }
        if ((Get-Date) -ge $deadline) { throw "$($script:Step): not there after $LimitSeconds seconds ($Uri)." }
        Start-Sleep -Seconds $EverySeconds
    }
}

# Sees whether it is as it should be.
function Test-State {
    param([string] $What, [string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [string] $Answer, [object[]] $Where = @(), [object[]] $Expect = @())
    if ($WhatIfPreference) { return }
    $items = @(Get-AnswerItem -Method $Method -Uri $Uri -Headers $Headers -Answer $Answer | Where-Object { Test-Condition -Item $_ -Conditions $Where })
    $holds = $items.Count -gt 0 -and @($items | Where-Object { Test-Condition -Item $_ -Conditions $Expect }).Count -gt 0
    if (-not $holds) { Write-Warning "$($script:Step): not as it should be: $What" }
}
