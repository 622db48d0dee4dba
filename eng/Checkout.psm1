# `Import-Module ./EndpointHub.psd1` in a checkout, which has no assemblies beside the manifest, loads the newest package through this file.
# The packaged manifest names its assemblies and does not use this file (Package.targets).

$package = Get-Item (Join-Path $PSScriptRoot '../artifacts/EndpointHub/*/EndpointHub.psd1') -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $package) {
    throw 'EndpointHub is not built yet: run ./build.ps1 Package, and then Import-Module ./EndpointHub.psd1 again.'
}
Import-Module $package.FullName
Export-ModuleMember -Cmdlet *
