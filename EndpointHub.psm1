# The cmdlets come from a load context of their own: AWS.Tools brings another AWSSDK.Core of the very same assembly version.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
$folder = [IO.Path]::Combine($PSScriptRoot, 'bin', $framework)

# LoadFrom, not Add-Type: that compiles and looks up so much that it costs more than all the rest of the import.
try {
    $loader = [Reflection.Assembly]::LoadFrom([IO.Path]::Combine($folder, 'EndpointHub.Loader.dll'))
}
catch [IO.FileLoadException] {
    throw "Another build of EndpointHub is already loaded in this process. Start a new PowerShell to use the one in $PSScriptRoot."
}

$warning = $null
$cmdlets = $loader.GetType('EndpointHub.Loader.ModuleLoader')::Load($folder, [ref] $warning)
if ($warning) { Write-Warning $warning }

$inner = Import-Module -Assembly $cmdlets -PassThru

# A repeated import finds the assembly's commands analysed already and no longer adds them to the module that asks
# (https://github.com/PowerShell/PowerShell/issues/20710).
$add = [psmoduleinfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags] 'Instance, NonPublic')
foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
    $null = $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}
