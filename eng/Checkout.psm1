# What `Import-Module ./EndpointHub.psd1` loads in a checkout, where no assemblies lie beside the manifest: the newest package.
# The shipped manifest names its assemblies itself and does without this file (Package.targets).

$package = Get-Item (Join-Path $PSScriptRoot '../artifacts/EndpointHub/*/EndpointHub.psd1') -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $package) {
    throw 'EndpointHub is not built yet: run ./build.ps1 Package, and then Import-Module ./EndpointHub.psd1 again.'
}
Import-Module $package.FullName
Export-ModuleMember -Cmdlet *
