@{
    # No assemblies lie beside this file in a checkout: eng/Checkout.psm1 imports the newest package.
    # Packaging replaces the lines that name Checkout.psm1 by those that are marked (eng/Package.targets).
    RootModule             = 'eng/Checkout.psm1'
    #package RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.Cmdlets.dll' } else { 'bin/netstandard2.0/EndpointHub.Cmdlets.dll' }
    #package # Before the cmdlets: makes their private half resolvable (src/EndpointHub.Loader).
    #package NestedModules          = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.Loader.dll' } else { 'bin/netstandard2.0/EndpointHub.Loader.dll' }
    #package # Scripts may name the public types right after the import.
    #package RequiredAssemblies     = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.dll' } else { 'bin/netstandard2.0/EndpointHub.dll' }
    # The version's owner is Directory.Build.props: packaging writes it here.
    ModuleVersion          = '0.0.0'
    GUID                   = '6d4c3a6e-94a5-4f0e-8d0b-5f8c62a5c1d7'
    Author                 = 'EndpointHub maintainers'
    CompanyName            = 'EndpointHub maintainers'
    Copyright              = '(c) EndpointHub maintainers. MIT licence.'
    Description            = 'Moves AWS interface VPC endpoints (PrivateLink) from many VPCs into one shared hub VPC, without breaking name resolution, rehearsed first, and back again.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    #package FormatsToProcess       = @('EndpointHub.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-EcrPrivateZone'
        'Add-EndpointPrivateZone'
        'Add-S3GatewayEndpoint'
        'Connect-SpokeVpc'
        'Disable-EndpointPrivateDns'
        'Enable-EndpointPrivateDns'
        'Get-EndpointHub'
        'Get-EndpointInventory'
        'Measure-EndpointCost'
        'New-EndpointHub'
        'Remove-SpokeEndpoint'
        'Test-EndpointPath'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('AWS', 'VPC', 'PrivateLink', 'VPCEndpoint', 'Route53', 'DNS', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
