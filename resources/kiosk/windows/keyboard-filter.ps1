# NOT TRIED. Blocks the keys that lead out of a kiosk, for all but administrators. Windows Enterprise, Education or IoT
# Enterprise, as administrator, after: Enable-WindowsOptionalFeature -Online -FeatureName Client-KeyboardFilter
# A restart makes it hold. A key that this Windows does not know is told, and the others are blocked all the same.
$ErrorActionPreference = "Stop"
$place = "root\standardcimv2\embedded"
$keys = @(
    # The system's own ways out.
    "Ctrl+Alt+Del", "Shift+Ctrl+Esc", "Ctrl+Esc", "Alt+Tab", "Shift+Alt+Tab", "Alt+Esc", "Alt+F4", "Alt+Space", "Windows",
    # Help for people that opens windows of its own; the kiosk has larger text, contrast, voice and keypad itself.
    "Win+U", "LShift+LAlt+PrintScrn", "LShift+LAlt+NumLock", "Win+Enter",
    # What the Windows key opens.
    "Win+L", "Win+R", "Win+E", "Win+D", "Win+M", "Win+I", "Win+K", "Win+P", "Win+X", "Win+Tab", "Win+F", "Win+H", "Win+Q",
    "Win+W", "Win+Z", "Win+C", "Win+T", "Win+B", "Win+J", "Win+Home", "Win+Break", "Win+PageUp", "Win+PageDown",
    # Keys of programs that keyboards have.
    "LaunchMail", "LaunchMediaSelect", "LaunchApp1", "LaunchApp2", "BrowserBack", "BrowserForward", "BrowserRefresh",
    "BrowserStop", "BrowserSearch", "BrowserFavorites", "BrowserHome"
)

foreach ($key in $keys) {
    $known = Get-CimInstance -Namespace $place -ClassName WEKF_PredefinedKey | Where-Object { $_.Id -eq $key }
    if ($known) {
        $known.Enabled = $true
        Set-CimInstance -InputObject $known
    }
    else {
        Write-Warning "$key is not known to this Windows: block it as WEKF_CustomKey if it matters"
    }
}

$rule = Get-CimInstance -Namespace $place -ClassName WEKF_Settings | Where-Object { $_.Name -eq "DisableKeyboardFilterForAdministrators" }
if ($rule) {
    $rule.Value = "true"
    Set-CimInstance -InputObject $rule
}
