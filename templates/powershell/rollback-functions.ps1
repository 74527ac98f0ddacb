
# ---- taking back ----------------------------------------------------------------------------------------------------

function Undo-Step {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Id, [string] $Stage, [string] $Title, [System.Collections.IDictionary] $Gives = @{}, [scriptblock] $Created, [scriptblock] $Changed)
    if ($StageName -ne '' -and $StageName -ne $Stage) { return }
    $script:Step = $Id
    $script:Effect = 'nothing'
    if (@(Get-Past 'sent').Count + @(Get-Past 'before').Count + @(Get-Past 'members').Count + @(Get-Past 'done').Count -eq 0) { return }
    Write-Host "$Id  $Title"
    $wasCreated = @(Get-Past 'created').Count -gt 0 -or @(Get-Past 'done' | Where-Object { $_['effect'] -eq 'created' }).Count -gt 0
    $wasChanged = @(Get-Past 'before').Count + @(Get-Past 'members').Count -gt 0 -or @(Get-Past 'done' | Where-Object { $_['effect'] -in @('changed', 'done') }).Count -gt 0
    if ($wasCreated) { & $Created }
    elseif ($wasChanged) { & $Changed }
    if ($WhatIfPreference -or $script:Effect -eq 'impossible') { return }
    Save-Event -Event 'undone'
}

# Sends a request that takes something back; what is gone already is fine.
function Invoke-Undo {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [object] $Body)
    if (-not $PSCmdlet.ShouldProcess($Uri, $Method)) { return }
    [void] (Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $Body -Repeatable -Accept 404)
    $script:Effect = 'undone'
}

# Writes the values that were there before.
function Restore-Object {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Method, [string] $Uri, [System.Collections.IDictionary] $Headers, [System.Collections.IDictionary] $Along = @{}, [string] $Under = '')
    $first = @(Get-Past 'before')
    if ($first.Count -eq 0) { return }
    $send = [ordered]@{}
    foreach ($name in @($first[0]['values'].get_Keys())) { if ($name -ne '@odata.context') { $send[$name] = $first[0]['values'][$name] } }
    foreach ($name in @($Along.get_Keys())) { $send[$name] = Resolve-Value $Along[$name] }
    if ($Under -ne '') { $send = [ordered]@{ $Under = $send } }
    if (-not $PSCmdlet.ShouldProcess($Uri, "$Method $(@($first[0]['values'].get_Keys()) -join ', ')")) { return }
    [void] (Send-Request -Method $Method -Uri $Uri -Headers $Headers -Body $send)
    $script:Effect = 'undone'
}

# Takes out who was put in, puts back who was taken out.
function Restore-Reference {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Owner, [string] $Collection, [switch] $ManyAtOnce)
    $added = @(Get-Past 'members' | ForEach-Object { $_['added'] })
    $removed = @(Get-Past 'members' | ForEach-Object { $_['removed'] })
    if (-not $PSCmdlet.ShouldProcess("$Owner/$Collection", "remove $($added.Count), add $($removed.Count)")) { return }
    $present = @(Get-AnswerItem -Method 'GET' -Uri "v1.0/$Owner/$Collection`?`$select=id&`$top=999" -Answer 'list' | ForEach-Object { $_['id'] })
    Send-Reference -Owner (Resolve-Text $Owner) -Collection $Collection -Add @($removed | Where-Object { $present -notcontains $_ }) -Remove @($added | Where-Object { $present -contains $_ }) -ManyAtOnce:$ManyAtOnce
    $script:Effect = 'undone'
}

function Write-Impossible {
    param([string] $Why)
    Write-Warning "$($script:Step) cannot be taken back: $Why"
    $script:Effect = 'impossible'
}
